//! Copies of the open map that programs have left beside it: found off the window's thread, told in a strip, and brought
//! together with the map where that is wanted. Nothing is done to the copies themselves.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, TryRecvError};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use egui::{Context, Event, Ui};

use super::HeadwayApp;
use super::banner::{Banner, Tone};
use super::dialog::After;
use super::others::{MergedIn, stands};
use crate::file::{self, Backups, Dealt, Fingerprint, MAX_BYTES, Origin, Sibling};
use crate::insight::{are_versions, changes};
use crate::map::StrategyMap;
use crate::merge::ancestor;

/// How often the folder is asked at most whether something has come or gone.
const EVERY: Duration = Duration::from_secs(2);

/// What is known of the copies beside the map that is open.
#[derive(Default)]
pub struct Siblings {
    search: Option<Receiver<Look>>,
    /// When the folder was last looked at.
    looked: Option<Instant>,
    /// When something had come or gone in it then.
    changed: Option<SystemTime>,
    /// Whether the window has come to the front since: then the copies are read again, changed folder or not.
    came_back: bool,
    found: Vec<Found>,
    /// Those that are not to be told of while the map is open.
    put_off: Vec<Fingerprint>,
    /// Those that were brought in: dealt with once the map is saved.
    brought: Vec<Brought>,
}

/// What a look at the folder of the map came to.
struct Look {
    /// When something came or went in it.
    changed: Option<SystemTime>,
    /// The copies in it; none where they are as they were.
    found: Option<Vec<Found>>,
}

/// A copy that has something that the map has not.
struct Found {
    path: PathBuf,
    origin: Origin,
    content: Fingerprint,
    map: StrategyMap,
    /// The version that both began from, where that can be told.
    base: Option<StrategyMap>,
    differences: usize,
}

struct Brought {
    content: Fingerprint,
    name: String,
    /// The step in which it came: it may be taken back.
    step: Option<u64>,
}

/// What can be done about a copy.
#[derive(Clone, Copy)]
enum Choice {
    BringIn,
    Open,
    NotNow,
    NeverAgain,
}

impl Found {
    /// What a copy has to offer to a map; nothing where it cannot be read, is none of this map, or holds nothing new.
    fn of(
        Sibling { path, origin }: Sibling,
        ours: &StrategyMap,
        dealt: &Dealt,
        earlier: &[StrategyMap],
    ) -> Option<Self> {
        let bytes = file::read(&path, MAX_BYTES).ok()?;
        let content = Fingerprint::of(&bytes);
        let loaded = file::parse(&bytes, "").ok().filter(|loaded| !loaded.read_only && !dealt.has(content))?;
        let map = loaded.map;
        // A map without initiatives is known by its name alone, where that is sure.
        let is_bare = ours.initiatives.is_empty() || map.initiatives.is_empty();
        if !(are_versions(ours, &map) || is_bare && origin != Origin::Perhaps) {
            return None;
        }
        let differences = changes(ours, &map).len();
        let base = ancestor(earlier, ours, &map).filter(|_| differences > 0);
        let is_new = differences > 0 && base.as_ref() != Some(&map);
        is_new.then_some(Self { path, origin, content, map, base, differences })
    }

    fn name(&self) -> String {
        self.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    fn words(&self, others: usize) -> String {
        let name = self.name();
        let differences = match self.differences {
            1 => "1 difference".to_owned(),
            more => format!("{more} differences"),
        };
        let others = match others {
            0 => String::new(),
            1 => " One more is beside it.".to_owned(),
            more => format!(" {more} more are beside it."),
        };
        let what = match self.origin {
            Origin::Sync => "A copy of this map was left by your sync program:",
            Origin::Elsewhere => "Another program’s version of this map was kept when it was saved:",
            Origin::Perhaps => "There is a copy of this map beside it, perhaps left by your sync program:",
        };
        format!("{what} “{name}” ({differences}).{others}")
    }
}

/// When something came or went in the folder of a file; of the file itself, where a link leads to it.
fn changed_beside(path: &Path) -> Option<SystemTime> {
    path.canonicalize().ok()?.parent()?.metadata().ok()?.modified().ok()
}

/// The copies of a map that have something new.
fn search(path: &Path, ours: &StrategyMap, state: Option<&Path>) -> Vec<Found> {
    let siblings = file::siblings(path);
    if siblings.is_empty() {
        return Vec::new();
    }
    let dealt = state.map(Dealt::load).unwrap_or_default();
    let backups = state.map(|state| Backups::in_folder(state.join("backups")).of(path)).unwrap_or_default();
    let oldest_first = backups.iter().rev().filter_map(|backup| file::open(&backup.path).ok());
    let earlier: Vec<StrategyMap> = oldest_first.map(|loaded| loaded.map).collect();
    siblings.into_iter().filter_map(|sibling| Found::of(sibling, ours, &dealt, &earlier)).collect()
}

impl Siblings {
    /// Looks at the folder of the map where something may have come or gone.
    fn look(&mut self, ctx: &Context, path: &Path, ours: &StrategyMap, state: Option<&Path>) {
        self.came_back |= ctx.input(|input| input.events.contains(&Event::WindowFocused(true)));
        let is_time = self.looked.is_none_or(|when| when.elapsed() >= EVERY);
        if self.search.is_some() || !(is_time || self.came_back) {
            return;
        }
        let is_first = self.looked.replace(Instant::now()).is_none();
        let (before, searches) = (self.changed, std::mem::take(&mut self.came_back) || is_first);
        let (sender, search_end) = mpsc::channel();
        let (path, ours, state, ctx) = (path.to_owned(), ours.clone(), state.map(Path::to_path_buf), ctx.clone());
        let work = move || {
            // A slow network holds nobody up here.
            let changed = changed_beside(&path);
            let searches = searches || changed != before;
            let found = searches.then(|| search(&path, &ours, state.as_deref()));
            // The map may be closed by now: then nobody waits for the answer.
            let _ = sender.send(Look { changed, found });
            if searches {
                ctx.request_repaint();
            }
        };
        // Where the system has no room for a thread, the next look may find it.
        self.search = thread::Builder::new().name("siblings".into()).spawn(work).ok().map(|_| search_end);
    }

    /// Takes what a search has found.
    fn poll(&mut self) {
        match self.search.as_ref().map(Receiver::try_recv) {
            None | Some(Err(TryRecvError::Empty)) => return,
            Some(Ok(Look { changed, found })) => {
                self.changed = changed;
                self.found = found.unwrap_or_else(|| std::mem::take(&mut self.found));
            }
            // It broke: what is beside the map is not known.
            Some(Err(TryRecvError::Disconnected)) => (self.changed, self.found) = (None, Vec::new()),
        }
        self.search = None;
    }

    /// Those that are to be told of.
    fn open(&self) -> impl Iterator<Item = &Found> {
        let is_open = |found: &&Found| {
            let brought = self.brought.iter().any(|brought| brought.content == found.content);
            !brought && !self.put_off.contains(&found.content)
        };
        self.found.iter().filter(is_open)
    }

    fn banner(&self) -> Option<Banner<Choice>> {
        let mut open = self.open();
        let first = open.next()?;
        let words = first.words(open.count());
        let actions = vec![
            ("Bring its changes in", Choice::BringIn),
            ("Open it", Choice::Open),
            ("Not now", Choice::NotNow),
            ("Don’t ask again", Choice::NeverAgain),
        ];
        Some(Banner { id: "siblings", tone: Tone::Calm, words, actions })
    }

    /// Whether the folder of the map is being searched.
    pub fn is_looking(&self) -> bool {
        self.search.is_some()
    }
}

impl HeadwayApp {
    /// Whether the folder of the map is being searched for copies of it.
    pub fn is_looking_beside(&self) -> bool {
        self.siblings.is_looking()
    }

    /// Tells in a strip of a copy that was left beside the map.
    pub(super) fn show_siblings(&mut self, ui: &mut Ui) {
        let state = self.state_folder().map(Path::to_path_buf);
        // Who may only look cannot bring anything in.
        let Some(workspace) = self.workspace.as_ref().filter(|workspace| !workspace.is_read_only()) else { return };
        let Some(path) = &workspace.path else { return };
        self.siblings.poll();
        self.siblings.look(ui.ctx(), path, workspace.document.map(), state.as_deref());
        let Some(choice) = self.siblings.banner().and_then(|banner| banner.show(ui)) else { return };
        let Some(found) = self.siblings.open().next() else { return };
        let (content, path) = (found.content, found.path.clone());
        match choice {
            Choice::BringIn => self.bring_in(content),
            Choice::Open => self.after_saving(ui.ctx(), After::Open(path)),
            Choice::NotNow => self.siblings.put_off.push(content),
            Choice::NeverAgain => {
                self.siblings.put_off.push(content);
                self.never_again(content);
            }
        }
    }

    fn never_again(&self, content: Fingerprint) {
        if let Some(state) = self.state_folder() {
            Dealt::load(state).add(content);
        }
    }

    /// Brings the copy with this content together with the map.
    fn bring_in(&mut self, content: Fingerprint) {
        let Some(found) = self.siblings.found.iter().find(|found| found.content == content) else { return };
        let (name, theirs, base) = (found.name(), found.map.clone(), found.base.clone());
        let MergedIn { step, .. } = self.merge_in(theirs, base, &format!("the copy “{name}”"));
        self.siblings.brought.push(Brought { content, name, step });
    }

    /// Remembers the copies whose changes are in the file now, and tells that they are still there.
    pub(super) fn note_siblings_saved(&mut self) {
        let Some(workspace) = &self.workspace else { return };
        // What is still to be decided stands in the copy alone.
        if self.others.review(workspace).is_some() {
            return;
        }
        let mut brought = std::mem::take(&mut self.siblings.brought);
        brought.retain(|brought| stands(brought.step, workspace));
        for Brought { content, name, .. } in brought {
            self.siblings.put_off.push(content);
            self.never_again(content);
            self.notice = Some(format!("“{name}” stays where it is and is not offered again"));
        }
    }
}
