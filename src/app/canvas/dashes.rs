//! Dashed and dotted links as strips of a repeating texture: one strip a piece of a link, however many dashes it shows.

use egui::epaint::{Mesh, Vertex};
use egui::{Color32, ColorImage, Context, Id, Pos2, Rect, TextureHandle, TextureOptions, TextureWrapMode, Vec2, pos2};

use crate::scene::Dash;

/// How many texels a period has: a power of two, for OpenGL ES 2 repeats no other texture. About two to the page unit, so
/// that a dash at actual size has soft ends.
fn texels(period: f32) -> usize {
    ((period * 2.0) as usize).next_power_of_two()
}

/// A dash and a gap shorter than this many points together could not be told from a plain line.
const LEAST_PERIOD: f32 = 4.0;

/// The pattern of one kind of line, and the strips that are drawn with it.
pub struct Strips {
    texture: TextureHandle,
    period: f32,
    mesh: Mesh,
}

impl Strips {
    /// Strips of a pattern; nothing for a solid line.
    pub fn of(ctx: &Context, dash: Dash) -> Option<Self> {
        let [on, off] = dash.pattern()?;
        let texture = texture(ctx, dash, on, off);
        let mesh = Mesh::with_texture(texture.id());
        Some(Self { texture, period: on + off, mesh })
    }

    /// What was drawn since the last time, to be put on the screen; nothing where nothing was.
    pub fn take(&mut self) -> Option<Mesh> {
        let drawn = std::mem::replace(&mut self.mesh, Mesh::with_texture(self.texture.id()));
        (!drawn.is_empty()).then_some(drawn)
    }

    /// Draws the parts of a line that are in sight, `profile` across. The pattern counts from the line's start.
    pub fn line(&mut self, path: &[Pos2], profile: [(f32, Color32); 4], zoom: f32, sight: Rect) {
        let period = (self.period * zoom).max(LEAST_PERIOD);
        let mut along = 0.0;
        for ends in path.windows(2) {
            let length = ends[0].distance(ends[1]);
            if length > 0.0 && sight.intersects(Rect::from_two_pos(ends[0], ends[1])) {
                self.strip(ends[0], ends[1], [along / period, (along + length) / period], profile);
            }
            along = (along + length) % (period * 64.0);
        }
    }

    fn strip(&mut self, from: Pos2, to: Pos2, turns: [f32; 2], profile: [(f32, Color32); 4]) {
        let across: Vec2 = (to - from).normalized().rot90();
        let first = self.mesh.vertices.len() as u32;
        for (end, turn) in [(from, turns[0]), (to, turns[1])] {
            let row = profile.map(|(aside, color)| Vertex { pos: end + across * aside, uv: pos2(turn, 0.5), color });
            self.mesh.vertices.extend(row);
        }
        for side in first..first + 3 {
            self.mesh.add_triangle(side, side + 1, side + 4);
            self.mesh.add_triangle(side + 1, side + 5, side + 4);
        }
    }
}

/// One period of a pattern as a texture, made once for a window.
fn texture(ctx: &Context, dash: Dash, on: f32, off: f32) -> TextureHandle {
    let id = Id::unique(("dash pattern", dash == Dash::Dotted));
    if let Some(known) = ctx.data(|data| data.get_temp::<TextureHandle>(id)) {
        return known;
    }
    let texels = texels(on + off);
    let filled = on / (on + off) * texels as f32;
    let coverage = |i: usize| (filled - i as f32).clamp(0.0, 1.0);
    let pixels = (0..texels).map(|i| Color32::from_white_alpha((coverage(i) * 255.0) as u8)).collect();
    let image = ColorImage::new([texels, 1], pixels);
    let options = TextureOptions { wrap_mode: TextureWrapMode::Repeat, ..TextureOptions::LINEAR };
    let made = ctx.load_texture(format!("{dash:?}"), image, options);
    ctx.data_mut(|data| data.insert_temp(id, made.clone()));
    made
}
