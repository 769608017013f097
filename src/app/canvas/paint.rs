//! Painting a scene with egui: only what is visible, in as few meshes as its order allows.

use std::sync::Arc;

use egui::emath::TSTransform;
use egui::epaint::Vertex;
use egui::{Color32, Painter, Pos2, Rect, Stroke, Ui, pos2, vec2};

use super::dashes::Strips;
use super::mesh::{Pen, frame};
use crate::app::style::{color32, family};
use crate::scene::{Dash, Node, Piece, Point, Scene, Shape, Subject, Text, rounded, visual_order};

/// Below this scale cards are plain quads without text: nobody could read it.
pub const DETAIL: f32 = 0.25;

/// A map of so few nodes is drawn in full at any scale: as a thumbnail it still looks like itself.
const FEW: usize = 300;

/// The smallest text that is drawn, in points: on a map of many nodes, and on one of [`FEW`].
const LEAST_TEXT: (f32, f32) = (4.0, 2.2);

/// Of what size in points a text is at least, so that a bar stands in its place.
const LEAST_BAR: f32 = 0.8;

/// Fonts are rasterised in steps of this ratio and scaled in between, so that zooming does not fill the glyph atlas.
const FONT_STEP: f32 = 1.09;

/// How far what is not in light fades into the page, 0 to 1.
const FADED: f32 = 0.8;

/// Paints a scene, whose page units `transform` takes to points of the window. Draws only what meets the painter's clip.
pub fn paint_scene(ui: &Ui, painter: &Painter, scene: &Scene, transform: TSTransform) {
    paint(ui, painter, scene, transform, true);
}

/// As [`paint_scene`] while the scale changes from frame to frame: text is drawn from the nearest font step and sharpens
/// when the scale rests.
pub fn paint_zooming(ui: &Ui, painter: &Painter, scene: &Scene, transform: TSTransform) {
    paint(ui, painter, scene, transform, false);
}

/// Paints some nodes once more, over all the others: what is dragged lies on top.
pub fn paint_nodes<'a>(ui: &Ui, painter: &Painter, nodes: impl Iterator<Item = &'a Node>, transform: TSTransform) {
    let mut brush = Brush::new(ui, painter, transform, true, true);
    for node in nodes {
        brush.node(node);
    }
    brush.finish();
}

/// Paints a scene in which only some things stand in light: the others fade into the page.
pub fn paint_in_light(
    ui: &Ui,
    painter: &Painter,
    scene: &Scene,
    transform: TSTransform,
    is_lit: impl Fn(&Subject) -> bool,
) {
    let mut brush = Brush::new(ui, painter, transform, scene.nodes.len() <= FEW, true);
    let page = color32(scene.background);
    for node in scene.within(in_view(painter.clip_rect(), transform)) {
        brush.fade = (!is_lit(&node.subject)).then_some(page);
        brush.node(node);
    }
    brush.finish();
}

/// The part of the page that an area of the window shows.
pub fn in_view(area: Rect, transform: TSTransform) -> crate::scene::Rect {
    let inverse = transform.inverse();
    let (a, b) = (inverse * area.min, inverse * area.max);
    crate::scene::Rect::spanning(Point { x: a.x, y: a.y }, Point { x: b.x, y: b.y })
}

fn paint(ui: &Ui, painter: &Painter, scene: &Scene, transform: TSTransform, steady: bool) {
    let mut brush = Brush::new(ui, painter, transform, scene.nodes.len() <= FEW, steady);
    for node in scene.within(in_view(painter.clip_rect(), transform)) {
        brush.node(node);
    }
    brush.finish();
}

/// Draws the shapes of a scene with a pen: shapes and glyphs in one mesh, for one texture serves both.
struct Brush<'a> {
    ui: &'a Ui,
    painter: &'a Painter,
    transform: TSTransform,
    /// What is in sight, with room for the width of a line.
    sight: Rect,
    pen: Pen,
    /// The dashed and dotted links since the last that was put on the screen: nothing lies between links.
    strips: [Option<Strips>; 2],
    on_links: bool,
    atlas: [f32; 2],
    coarse: bool,
    steady: bool,
    least_text: f32,
    /// The colour that everything fades into.
    fade: Option<Color32>,
}

impl<'a> Brush<'a> {
    fn new(ui: &'a Ui, painter: &'a Painter, transform: TSTransform, few: bool, steady: bool) -> Self {
        let coarse = transform.scaling < DETAIL && !few;
        let least_text = if few { LEAST_TEXT.1 } else { LEAST_TEXT.0 };
        let pen = Pen::new(ui.ctx().pixels_per_point());
        let sight = painter.clip_rect().expand(4.0 + 2.0 * transform.scaling);
        let strips = [Dash::Dashed, Dash::Dotted].map(|dash| Strips::of(ui.ctx(), dash));
        Self {
            ui,
            painter,
            transform,
            sight,
            pen,
            strips,
            on_links: false,
            atlas: atlas_size(ui),
            coarse,
            steady,
            least_text,
            fade: None,
        }
    }

    /// A colour of the scene as it is drawn now.
    fn ink(&self, color: crate::scene::Color) -> Color32 {
        let Some(page) = self.fade else { return color32(color) };
        let faded = |from: u8, to: u8| (f32::from(from) + (f32::from(to) - f32::from(from)) * FADED).round() as u8;
        let (r, g, b) = (faded(color.r, page.r()), faded(color.g, page.g()), faded(color.b, page.b()));
        Color32::from_rgba_unmultiplied(r, g, b, color.a)
    }

    fn finish(mut self) {
        self.flush();
        // Glyphs that were new in this frame may have made the atlas grow under those already placed.
        if self.atlas != atlas_size(self.ui) {
            self.ui.ctx().request_repaint();
        }
    }

    fn flush(&mut self) {
        let drawn = std::mem::take(&mut self.pen.mesh);
        if !drawn.is_empty() {
            self.painter.add(egui::Shape::mesh(drawn));
        }
        for strips in self.strips.iter_mut().flatten() {
            if let Some(drawn) = strips.take() {
                self.painter.add(egui::Shape::mesh(drawn));
            }
        }
    }

    fn node(&mut self, node: &Node) {
        let link = matches!(node.subject, Subject::Link { .. } | Subject::Serves { .. });
        if self.on_links && !link {
            self.flush();
        }
        self.on_links = link;
        let origin = vec2(node.origin.x, node.origin.y);
        let item = matches!(node.subject, Subject::Initiative(_) | Subject::Capability(_) | Subject::Note(_));
        for shape in node.shapes.iter() {
            // Far out a card is its sheet and its bar: the shadow and the chips are less than a pixel.
            if self.coarse && item && !coarse_enough(shape) {
                continue;
            }
            self.shape(shape, origin);
        }
    }

    fn at(&self, p: Point, origin: egui::Vec2) -> Pos2 {
        self.transform * (pos2(p.x, p.y) + origin)
    }

    fn shape(&mut self, shape: &Shape, origin: egui::Vec2) {
        let zoom = self.transform.scaling;
        match shape {
            Shape::Box { rect, radius, fill, stroke } => {
                let place = Rect::from_min_size(self.at(rect.min(), origin), vec2(rect.w, rect.h) * zoom);
                let fill = fill.map_or(Color32::TRANSPARENT, |fill| self.ink(fill));
                let line = stroke.map_or(Stroke::NONE, |s| Stroke::new((s.width * zoom).max(0.6), self.ink(s.color)));
                self.rounded_box(place, radius * zoom, fill, line, stroke.and_then(|s| s.dash.pattern()));
            }
            Shape::Line { points, radius, stroke } => self.line(points, *radius, stroke, origin),
            Shape::Polygon { points, fill } => {
                let corners: Vec<Pos2> = points.iter().map(|p| self.at(*p, origin)).collect();
                self.pen.convex(&corners, self.ink(*fill));
            }
            Shape::Circle { center, radius, fill } => {
                let center = self.at(*center, origin);
                if self.coarse {
                    let side = egui::Vec2::splat((radius * 2.0 * zoom).max(1.0));
                    self.pen.quad(Rect::from_center_size(center, side), self.ink(*fill));
                } else if self.sight.contains(center) {
                    self.pen.disc(center, radius * zoom, self.ink(*fill));
                }
            }
            Shape::Text(text) => self.text(text, origin),
        }
    }

    fn rounded_box(&mut self, place: Rect, radius: f32, fill: Color32, line: Stroke, dash: Option<[f32; 2]>) {
        if self.coarse && place.width() < 90.0 {
            self.pen.quad(place, if fill == Color32::TRANSPARENT { line.color } else { fill });
            return;
        }
        match dash {
            None => {
                let edge = (!line.is_empty()).then_some((line.width, line.color));
                self.pen.rounded(place, radius, fill, edge);
            }
            Some(pattern) => {
                self.pen.rounded(place, radius, fill, None);
                let zoom = self.transform.scaling;
                self.dashed(&frame(place), line, pattern.map(|part| part * zoom));
            }
        }
    }

    fn line(&mut self, points: &[Point], radius: f32, stroke: &crate::scene::Stroke, origin: egui::Vec2) {
        let zoom = self.transform.scaling;
        let color = self.ink(stroke.color);
        let width = stroke.width * zoom;
        if self.coarse {
            for pair in points.windows(2) {
                let place = Rect::from_two_pos(self.at(pair[0], origin), self.at(pair[1], origin));
                if self.sight.intersects(place) && place.width().min(place.height()) < 1.0 {
                    self.pen.quad(place.expand((width / 2.0).max(0.35)), color);
                }
            }
            return;
        }
        let path = flattened(points, radius, self.transform * TSTransform::from_translation(origin), self.sight);
        match stroke.dash.pattern() {
            None => self.solid(&path, Stroke::new(width.max(0.8), color)),
            Some(_) if self.on_links => {
                let profile = self.pen.profile(width.max(1.0), color);
                let strips = &mut self.strips[usize::from(stroke.dash == Dash::Dotted)];
                if let Some(strips) = strips {
                    strips.line(&path, profile, zoom, self.sight);
                }
            }
            Some(pattern) => self.dashed(&path, Stroke::new(width.max(1.0), color), pattern.map(|part| part * zoom)),
        }
    }

    /// The parts of a line that are in sight, each with its corners joined.
    fn solid(&mut self, path: &[Pos2], line: Stroke) {
        let seen = |ends: &[Pos2]| self.sight.intersects(Rect::from_two_pos(ends[0], ends[1]));
        let mut start = None;
        let mut runs = Vec::new();
        for (i, ends) in path.windows(2).enumerate() {
            match (seen(ends), start) {
                (true, None) => start = Some(i),
                (false, Some(from)) => {
                    runs.push(from..i + 1);
                    start = None;
                }
                _ => {}
            }
        }
        runs.extend(start.map(|from| from..path.len()));
        for run in runs {
            self.pen.line(&path[run], line.width, line.color);
        }
    }

    /// The dashes of a line that are in sight. Those out of sight are counted and not drawn, so that the pattern stands
    /// still while the page moves.
    fn dashed(&mut self, path: &[Pos2], line: Stroke, [dash, gap]: [f32; 2]) {
        // A dot that is much smaller than a pixel would fade away.
        let (dash, gap) = (dash.max(1.8), gap.max(2.4));
        let period = dash + gap;
        let sight = self.sight;
        let mut phase = 0.0_f32;
        for ends in path.windows(2) {
            let (from, to) = (ends[0], ends[1]);
            let length = from.distance(to);
            if length > 0.0 && sight.intersects(Rect::from_two_pos(from, to)) {
                let along = (to - from) / length;
                let (first, last) = in_sight(sight, from, along, length);
                let mut at = (((first + phase) / period).floor() * period) - phase;
                while at < last {
                    let (start, end) = (at.max(0.0), (at + dash).min(length));
                    if end > start {
                        self.pen.line(&[from + along * start, from + along * end], line.width, line.color);
                    }
                    at += period;
                }
            }
            phase = (phase + length) % period;
        }
    }

    /// Adds the glyphs of a line to the mesh: laid out at the nearest font step and scaled to the exact size.
    fn text(&mut self, text: &Text, origin: egui::Vec2) {
        let zoom = self.transform.scaling;
        let size = text.size * zoom;
        if text.text.is_empty() {
            return;
        }
        if size < self.least_text {
            self.bar(text, origin);
            return;
        }
        let nearest = FONT_STEP.powf((size.ln() / FONT_STEP.ln()).round());
        let step = if self.steady { size } else { nearest }.clamp(2.0, 200.0);
        let galley = self.galley(text, step);
        let scale = size / step;
        let baseline = galley.rows.first().and_then(|row| row.glyphs.first().map(|g| row.pos.y + g.pos.y));
        let left = text.left() + if text.spacing == 0.0 { self.correction(text, &galley, step) } else { 0.0 };
        let at = self.at(Point { x: left, y: text.at.y }, origin);
        let shift = at - vec2(0.0, baseline.unwrap_or(step) * scale);
        let color = self.ink(text.color);
        let shift = if self.steady { self.on_pixel(shift) } else { shift };
        for row in &galley.rows {
            self.glyphs(row, shift + row.pos.to_vec2() * scale, scale, color);
        }
    }

    /// A text too small to be read, on a small drawing: a bar, so that one sees where words stand.
    fn bar(&mut self, text: &Text, origin: egui::Vec2) {
        let size = text.size * self.transform.scaling;
        if self.coarse || self.least_text > LEAST_TEXT.1 || size < LEAST_BAR {
            return;
        }
        let ends = [text.left(), text.left() + text.width]
            .map(|x| self.at(Point { x, y: text.at.y - 0.3 * text.size }, origin));
        let color = self.ink(text.color).gamma_multiply(0.4);
        self.pen.line(&ends, 0.45 * size, color);
    }

    /// What keeps a text that another font has drawn (wider or narrower than was measured) on its side of its point.
    fn correction(&self, text: &Text, galley: &egui::Galley, step: f32) -> f32 {
        let drawn = galley.size().x * text.size / step;
        match text.align {
            crate::scene::Align::Start => 0.0,
            crate::scene::Align::Middle => (text.width - drawn) / 2.0,
            crate::scene::Align::End => text.width - drawn,
        }
    }

    fn galley(&self, text: &Text, size: f32) -> Arc<egui::Galley> {
        let format = egui::TextFormat {
            font_id: egui::FontId::new(size, family(text.weight)),
            extra_letter_spacing: text.spacing * size / text.size,
            color: Color32::PLACEHOLDER,
            ..Default::default()
        };
        let mut job = egui::text::LayoutJob::single_section(visual_order(&text.text).into_owned(), format);
        job.wrap.max_width = f32::INFINITY;
        self.ui.fonts_mut(|fonts| fonts.layout_job(job))
    }

    /// The nearest whole pixel: text that rests is sharp.
    fn on_pixel(&self, at: Pos2) -> Pos2 {
        let pixels = self.ui.ctx().pixels_per_point();
        (at * pixels).round() / pixels
    }

    fn glyphs(&mut self, row: &egui::epaint::text::PlacedRow, shift: Pos2, scale: f32, color: Color32) {
        let glyphs = &row.visuals.mesh;
        let first = self.pen.mesh.vertices.len();
        let [width, height] = self.atlas;
        self.pen.mesh.vertices.extend(glyphs.vertices.iter().map(|v| Vertex {
            pos: shift + v.pos.to_vec2() * scale,
            uv: pos2(v.uv.x / width, v.uv.y / height),
            color: if v.color == Color32::PLACEHOLDER { color } else { v.color },
        }));
        // Emoji bring their own colours: a tint would spoil them.
        let own_colors = if self.fade.is_some() { Color32::WHITE.gamma_multiply(1.0 - FADED) } else { Color32::WHITE };
        for glyph in row.glyphs.iter().filter(|glyph| glyph.is_color && !glyph.uv_rect.is_nothing()) {
            let own = first + glyph.first_vertex as usize;
            for vertex in self.pen.mesh.vertices.iter_mut().skip(own).take(4) {
                vertex.color = own_colors;
            }
        }
        self.pen.mesh.indices.extend(glyphs.indices.iter().map(|i| i + first as u32));
    }
}

/// The points of a rounded line in the window, its corners in as many steps as their size needs.
/// A corner out of `sight` is left sharp.
pub fn flattened(points: &[Point], radius: f32, transform: TSTransform, sight: Rect) -> Vec<Pos2> {
    let Some((start, pieces)) = rounded(points, radius) else { return Vec::new() };
    let at = |p: Point| transform * pos2(p.x, p.y);
    let steps = ((radius * transform.scaling).sqrt() * 2.0).clamp(2.0, 12.0) as usize;
    let mut path = vec![at(start)];
    for piece in pieces {
        match piece {
            Piece::To(to) => path.push(at(to)),
            Piece::Round { corner, to } => {
                let from = *path.last().unwrap_or(&Pos2::ZERO);
                let (corner, to) = (at(corner), at(to));
                if !sight.intersects(Rect::from_two_pos(from, to)) {
                    path.extend([corner, to]);
                    continue;
                }
                path.extend((1..=steps).map(|i| {
                    let t = i as f32 / steps as f32;
                    from.lerp(corner, t).lerp(corner.lerp(to, t), t)
                }));
            }
        }
    }
    path
}

/// From where to where, along its length, a straight piece can be in sight: exact for pieces that run upright or level.
fn in_sight(sight: Rect, from: Pos2, along: egui::Vec2, length: f32) -> (f32, f32) {
    let mut span = (0.0_f32, length);
    for (start, step, low, high) in
        [(from.x, along.x, sight.min.x, sight.max.x), (from.y, along.y, sight.min.y, sight.max.y)]
    {
        if step.abs() > 1e-3 {
            let (a, b) = ((low - start) / step, (high - start) / step);
            span = (span.0.max(a.min(b)), span.1.min(a.max(b)));
        }
    }
    span
}

fn atlas_size(ui: &Ui) -> [f32; 2] {
    ui.fonts(|fonts| fonts.font_image_size()).map(|side| side.max(1) as f32)
}

/// Whether a shape of a card still matters far out: its sheet and its bar, which no other shape hides.
fn coarse_enough(shape: &Shape) -> bool {
    match shape {
        Shape::Box { fill: Some(fill), rect, .. } => fill.a == 255 && rect.h > 20.0,
        _ => false,
    }
}
