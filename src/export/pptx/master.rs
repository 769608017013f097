//! What all slides have in common: theme, master, layout, notes master, and the presentation that names them.

use super::package::{Package, Part, relation};
use super::scheme::Scheme;
use super::shape::LANGUAGE;
use super::slide::{SPACES, tree_root};
use super::units::Units;
use crate::export::xml::Xml;
use crate::scene::Rect;
use crate::scene::deck::{Deck, LEAST, PageSize, TITLE, footer_area, number_area, title_area};

/// Masters and layouts are numbered from one counter, from here on.
const FIRST_MASTER: u64 = 2_147_483_648;
/// Slides are numbered from here on.
const FIRST_SLIDE: usize = 256;

/// Adds the parts that all slides share.
pub fn add(package: &mut Package, deck: &Deck, scheme: &Scheme, units: Units) {
    let with = |kind: &str, name: &str, xml: String| Part::new(name.into(), kind, xml);
    let notes = with("notesMaster", "ppt/notesMasters/notesMaster1.xml", notes_master(deck.page));
    package.add(notes.with(vec![relation("theme", "../theme/theme2.xml")]));
    let layout = with("slideLayout", "ppt/slideLayouts/slideLayout1.xml", layout());
    package.add(layout.with(vec![relation("slideMaster", "../slideMasters/slideMaster1.xml")]));
    let master = with("slideMaster", "ppt/slideMasters/slideMaster1.xml", master(deck.page, scheme, units));
    package.add(master.with(vec![
        relation("slideLayout", "../slideLayouts/slideLayout1.xml"),
        relation("theme", "../theme/theme1.xml"),
    ]));
    package.add(with("theme", "ppt/theme/theme1.xml", theme(scheme)));
    let light = Scheme::of(&crate::scene::LIGHT);
    package.add(with("theme", "ppt/theme/theme2.xml", theme(&light)));
    for (kind, root) in [("presProps", "p:presentationPr"), ("viewProps", "p:viewPr")] {
        let mut xml = Xml::document();
        xml.open(root, &SPACES);
        package.add(with(kind, &format!("ppt/{kind}.xml"), xml.finish()));
    }
    let mut styles = Xml::document();
    styles.leaf("a:tblStyleLst", &[SPACES[0], ("def", "{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}")]);
    package.add(with("tableStyles", "ppt/tableStyles.xml", styles.finish()));
    presentation(package, deck);
}

fn presentation(package: &mut Package, deck: &Deck) {
    let mut relations = vec![
        relation("slideMaster", "slideMasters/slideMaster1.xml"),
        relation("notesMaster", "notesMasters/notesMaster1.xml"),
        relation("presProps", "presProps.xml"),
        relation("viewProps", "viewProps.xml"),
        relation("theme", "theme/theme1.xml"),
        relation("tableStyles", "tableStyles.xml"),
    ];
    let before = relations.len();
    relations.extend((1..=deck.slides.len()).map(|i| relation("slide", &format!("slides/slide{i}.xml"))));
    let mut xml = Xml::document();
    xml.open("p:presentation", &[SPACES[0], SPACES[1], SPACES[2], ("saveSubsetFonts", "1")]);
    xml.element("p:sldMasterIdLst", &[], |xml| {
        xml.leaf("p:sldMasterId", &[("id", &FIRST_MASTER.to_string()), ("r:id", "rId1")]);
    });
    xml.element("p:notesMasterIdLst", &[], |xml| {
        xml.leaf("p:notesMasterId", &[("r:id", "rId2")]);
    });
    xml.open("p:sldIdLst", &[]);
    for i in 0..deck.slides.len() {
        let (id, name) = ((FIRST_SLIDE + i).to_string(), format!("rId{}", before + i + 1));
        xml.leaf("p:sldId", &[("id", &id), ("r:id", &name)]);
    }
    xml.close();
    let (width, height) = deck.page.points();
    let emu = |points: f32| (f64::from(points) * 12_700.0).round().to_string();
    xml.leaf("p:sldSz", &[("cx", &emu(width)), ("cy", &emu(height))]);
    xml.leaf("p:notesSz", &[("cx", "6858000"), ("cy", "9144000")]);
    xml.element("p:defaultTextStyle", &[], |xml| {
        level(xml, "a:lvl1pPr", "1400", "+mn");
    });
    let part = Part::new("ppt/presentation.xml".into(), "presentation", xml.finish());
    package.add(part.with(relations));
}

/// How text looks where nothing else is said.
fn level(xml: &mut Xml, name: &'static str, size: &str, font: &str) {
    let attributes = [("marL", "0"), ("indent", "0"), ("algn", "l"), ("defTabSz", "914400"), ("rtl", "0")];
    xml.open(name, &attributes);
    xml.element("a:lnSpc", &[], |xml| {
        xml.leaf("a:spcPct", &[("val", "100000")]);
    });
    xml.element("a:spcBef", &[], |xml| {
        xml.leaf("a:spcPts", &[("val", "0")]);
    });
    xml.leaf("a:buNone", &[]);
    let bold = if font == "+mj" { "1" } else { "0" };
    xml.element("a:defRPr", &[("sz", size), ("b", bold), ("kern", "1200")], |xml| {
        xml.element("a:solidFill", &[], |xml| {
            xml.leaf("a:schemeClr", &[("val", "tx1")]);
        });
        for (name, script) in [("a:latin", "lt"), ("a:ea", "ea"), ("a:cs", "cs")] {
            xml.leaf(name, &[("typeface", &format!("{font}-{script}"))]);
        }
    });
    xml.close();
}

/// A placeholder.
struct Place<'a> {
    id: &'a str,
    name: &'a str,
    kind: &'a str,
    index: Option<&'a str>,
    /// Where it stands, in English metric units; none where the master says so.
    area: Option<[i64; 4]>,
    anchor: &'a str,
    align: &'a str,
    size: &'a str,
    words: &'a str,
}

fn placeholder(xml: &mut Xml, place: &Place<'_>) {
    xml.open("p:sp", &[]).open("p:nvSpPr", &[]);
    xml.leaf("p:cNvPr", &[("id", place.id), ("name", place.name)]);
    xml.element("p:cNvSpPr", &[], |xml| {
        xml.leaf("a:spLocks", &[("noGrp", "1")]);
    });
    let mut attributes = vec![("type", place.kind)];
    if let Some(index) = place.index {
        attributes.push(("idx", index));
    }
    if matches!(place.kind, "ftr" | "sldNum") {
        attributes.insert(1, ("sz", "quarter"));
    }
    xml.element("p:nvPr", &[], |xml| {
        xml.leaf("p:ph", &attributes);
    });
    xml.close().open("p:spPr", &[]);
    if let Some([x, y, w, h]) = place.area {
        xml.element("a:xfrm", &[], |xml| {
            xml.leaf("a:off", &[("x", &x.to_string()), ("y", &y.to_string())]);
            xml.leaf("a:ext", &[("cx", &w.to_string()), ("cy", &h.to_string())]);
        });
        xml.element("a:prstGeom", &[("prst", "rect")], |xml| {
            xml.leaf("a:avLst", &[]);
        });
    }
    xml.close().open("p:txBody", &[]);
    if place.area.is_some() {
        let body = [("lIns", "0"), ("tIns", "0"), ("rIns", "0"), ("bIns", "0"), ("anchor", place.anchor)];
        xml.element("a:bodyPr", &body, |xml| {
            xml.leaf("a:normAutofit", &[]);
        });
        xml.element("a:lstStyle", &[], |xml| {
            xml.element("a:lvl1pPr", &[("algn", place.align)], |xml| {
                xml.leaf("a:defRPr", &[("sz", place.size)]);
            });
        });
    } else {
        xml.leaf("a:bodyPr", &[]).leaf("a:lstStyle", &[]);
    }
    xml.open("a:p", &[]);
    if place.kind == "sldNum" {
        let id = "{5B1C4F6E-2D57-4A0C-9E0B-7C1F0A3D9B42}";
        xml.element("a:fld", &[("id", id), ("type", "slidenum")], |xml| {
            xml.leaf("a:rPr", &[("lang", LANGUAGE)]).words("a:t", "‹#›");
        });
    } else if !place.words.is_empty() {
        xml.element("a:r", &[], |xml| {
            xml.leaf("a:rPr", &[("lang", LANGUAGE)]).words("a:t", place.words);
        });
    }
    xml.leaf("a:endParaRPr", &[("lang", LANGUAGE)]).close().close().close();
}

/// The placeholders of a slide: its title, the line at its foot, its number.
fn placeholders<'a>(areas: [Option<[i64; 4]>; 3], sizes: &'a [String; 2]) -> [Place<'a>; 3] {
    let place = |id, name, kind, index, area, anchor, align, size, words| Place {
        id,
        name,
        kind,
        index,
        area,
        anchor,
        align,
        size,
        words,
    };
    let [title, foot, number] = areas;
    [
        place("2", "Title", "title", None, title, "ctr", "l", &sizes[0], "Title"),
        place("3", "Footer", "ftr", Some("11"), foot, "ctr", "l", &sizes[1], ""),
        place("4", "Slide number", "sldNum", Some("12"), number, "ctr", "r", &sizes[1], ""),
    ]
}

const COLOR_MAP: [(&str, &str); 12] = [
    ("bg1", "lt1"),
    ("tx1", "dk1"),
    ("bg2", "lt2"),
    ("tx2", "dk2"),
    ("accent1", "accent1"),
    ("accent2", "accent2"),
    ("accent3", "accent3"),
    ("accent4", "accent4"),
    ("accent5", "accent5"),
    ("accent6", "accent6"),
    ("hlink", "hlink"),
    ("folHlink", "folHlink"),
];

fn color_map(xml: &mut Xml, dark: bool) {
    let mut map = COLOR_MAP;
    if dark {
        for (entry, turned) in map.iter_mut().zip(["dk1", "lt1", "dk2", "lt2"]) {
            entry.1 = turned;
        }
    }
    xml.leaf("p:clrMap", &map);
}

fn background(xml: &mut Xml) {
    xml.open("p:bg", &[]).open("p:bgRef", &[("idx", "1001")]).leaf("a:schemeClr", &[("val", "bg1")]).close().close();
}

fn master(page: PageSize, scheme: &Scheme, units: Units) -> String {
    let area = |of: Rect| {
        let area = units.area(of);
        [area.x, area.y, area.w, area.h]
    };
    let sizes = [TITLE, LEAST].map(|size| units.font(size).to_string());
    let areas = [title_area(page), footer_area(page), number_area(page)].map(|of| Some(area(of)));
    let mut xml = Xml::document();
    xml.open("p:sldMaster", &SPACES).open("p:cSld", &[]);
    background(&mut xml);
    xml.open("p:spTree", &[]);
    tree_root(&mut xml);
    for place in placeholders(areas, &sizes) {
        placeholder(&mut xml, &place);
    }
    xml.close().close();
    color_map(&mut xml, scheme.dark);
    xml.element("p:sldLayoutIdLst", &[], |xml| {
        xml.leaf("p:sldLayoutId", &[("id", &(FIRST_MASTER + 1).to_string()), ("r:id", "rId1")]);
    });
    xml.element("p:hf", &[("hdr", "0"), ("dt", "0")], |_| {});
    xml.open("p:txStyles", &[]);
    for (style, font, size) in
        [("p:titleStyle", "+mj", sizes[0].as_str()), ("p:bodyStyle", "+mn", "1400"), ("p:otherStyle", "+mn", "1400")]
    {
        xml.element(style, &[], |xml| level(xml, "a:lvl1pPr", size, font));
    }
    xml.finish()
}

fn layout() -> String {
    let sizes = [String::new(), String::new()];
    let mut xml = Xml::document();
    xml.open("p:sldLayout", &[SPACES[0], SPACES[1], SPACES[2], ("type", "titleOnly"), ("preserve", "1")]);
    xml.open("p:cSld", &[("name", "Title and content")]).open("p:spTree", &[]);
    tree_root(&mut xml);
    for place in placeholders([None; 3], &sizes) {
        placeholder(&mut xml, &place);
    }
    xml.close().close();
    xml.element("p:clrMapOvr", &[], |xml| {
        xml.leaf("a:masterClrMapping", &[]);
    });
    xml.finish()
}

fn notes_master(page: PageSize) -> String {
    let (width, height) = page.points();
    let image = (5_486_400.0 * f64::from(height / width)).round() as i64;
    let mut xml = Xml::document();
    xml.open("p:notesMaster", &SPACES).open("p:cSld", &[]);
    background(&mut xml);
    xml.open("p:spTree", &[]);
    tree_root(&mut xml);
    xml.open("p:sp", &[]).open("p:nvSpPr", &[]).leaf("p:cNvPr", &[("id", "2"), ("name", "Slide image")]);
    xml.element("p:cNvSpPr", &[], |xml| {
        xml.leaf("a:spLocks", &[("noGrp", "1"), ("noRot", "1"), ("noChangeAspect", "1")]);
    });
    xml.element("p:nvPr", &[], |xml| {
        xml.leaf("p:ph", &[("type", "sldImg"), ("idx", "2")]);
    });
    xml.close().open("p:spPr", &[]);
    xml.element("a:xfrm", &[], |xml| {
        xml.leaf("a:off", &[("x", "685800"), ("y", "1143000")]);
        xml.leaf("a:ext", &[("cx", "5486400"), ("cy", &image.min(3_200_000).to_string())]);
    });
    xml.element("a:prstGeom", &[("prst", "rect")], |xml| {
        xml.leaf("a:avLst", &[]);
    });
    xml.leaf("a:noFill", &[]).close().close();
    let body = Place {
        id: "3",
        name: "Notes",
        kind: "body",
        index: Some("1"),
        area: Some([685_800, 4_400_550, 5_486_400, 3_600_450]),
        anchor: "t",
        align: "l",
        size: "1200",
        words: "Notes",
    };
    placeholder(&mut xml, &body);
    xml.close().close();
    color_map(&mut xml, false);
    xml.element("p:notesStyle", &[], |xml| level(xml, "a:lvl1pPr", "1200", "+mn"));
    xml.finish()
}

/// A theme: the colours, Calibri, which every board has, and the plain styles that the format asks for, three of each.
fn theme(scheme: &Scheme) -> String {
    let mut xml = Xml::document();
    xml.open("a:theme", &[SPACES[0], ("name", "Headway")]).open("a:themeElements", &[]);
    xml.open("a:clrScheme", &[("name", "Headway")]);
    let order = scheme.in_order();
    let links = [("hlink", order[5].1), ("folHlink", order[8].1)];
    for (name, color) in order.into_iter().chain(links) {
        let value = format!("{:02X}{:02X}{:02X}", color.r, color.g, color.b);
        let name: &'static str = match name {
            "dk1" => "a:dk1",
            "lt1" => "a:lt1",
            "dk2" => "a:dk2",
            "lt2" => "a:lt2",
            "accent1" => "a:accent1",
            "accent2" => "a:accent2",
            "accent3" => "a:accent3",
            "accent4" => "a:accent4",
            "accent5" => "a:accent5",
            "accent6" => "a:accent6",
            "hlink" => "a:hlink",
            _ => "a:folHlink",
        };
        xml.element(name, &[], |xml| {
            xml.leaf("a:srgbClr", &[("val", &value)]);
        });
    }
    xml.close().open("a:fontScheme", &[("name", "Headway")]);
    for font in ["a:majorFont", "a:minorFont"] {
        xml.element(font, &[], |xml| {
            xml.leaf("a:latin", &[("typeface", "Calibri")]);
            xml.leaf("a:ea", &[("typeface", "")]).leaf("a:cs", &[("typeface", "")]);
        });
    }
    xml.close().open("a:fmtScheme", &[("name", "Headway")]);
    let fill = "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>";
    let lines = ["6350", "12700", "19050"].map(|width| {
        format!("<a:ln w=\"{width}\" cap=\"flat\" cmpd=\"sng\" algn=\"ctr\">{fill}<a:prstDash val=\"solid\"/></a:ln>")
    });
    xml.element("a:fillStyleLst", &[], |xml| {
        xml.raw(&fill.repeat(3));
    });
    xml.element("a:lnStyleLst", &[], |xml| {
        xml.raw(&lines.concat());
    });
    xml.element("a:effectStyleLst", &[], |xml| {
        xml.raw(&"<a:effectStyle><a:effectLst/></a:effectStyle>".repeat(3));
    });
    xml.element("a:bgFillStyleLst", &[], |xml| {
        xml.raw(&fill.repeat(3));
    });
    xml.finish()
}
