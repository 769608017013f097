//! A pen that draws into one mesh: boxes, lines and discs with soft edges.
//!
//! egui tessellates each shape of its own by itself, which takes microseconds a card; here a frame is one mesh, and a box is
//! some tens of vertices with nothing in between.

use std::sync::OnceLock;

use egui::epaint::Mesh;
use egui::{Color32, Pos2, Rect, Vec2, pos2, vec2};

/// The steps in which a quarter of a circle can be drawn.
const STEPS: [usize; 4] = [1, 2, 4, 7];

/// The directions along a quarter of a circle, from right to down, for each number of steps.
fn quarter(radius: f32) -> &'static [Vec2] {
    static QUARTERS: OnceLock<[Vec<Vec2>; 4]> = OnceLock::new();
    let quarters = QUARTERS.get_or_init(|| {
        STEPS.map(|steps| {
            let angle = |i: usize| std::f32::consts::FRAC_PI_2 * i as f32 / steps as f32;
            (0..=steps).map(|i| Vec2::angled(angle(i))).collect()
        })
    });
    match radius {
        r if r < 1.5 => &quarters[0],
        r if r < 4.0 => &quarters[1],
        r if r < 12.0 => &quarters[2],
        _ => &quarters[3],
    }
}

/// A pen and the mesh that it draws into.
pub struct Pen {
    /// What was drawn so far.
    pub mesh: Mesh,
    /// Half the width of a soft edge: half a pixel, in points.
    soft: f32,
    outline: Vec<(Pos2, Vec2)>,
}

impl Pen {
    /// A pen for a screen of so many pixels to the point.
    pub fn new(pixels_per_point: f32) -> Self {
        Self { mesh: Mesh::default(), soft: 0.5 / pixels_per_point, outline: Vec::new() }
    }

    /// A plain rectangle with hard edges.
    pub fn quad(&mut self, place: Rect, color: Color32) {
        self.mesh.add_colored_rect(place, color);
    }

    /// A box with rounded corners.
    pub fn rounded(&mut self, place: Rect, radius: f32, fill: Color32, edge: Option<(f32, Color32)>) {
        self.outline_of(place, radius);
        if fill != Color32::TRANSPARENT {
            // Below an edge the border of the inside cannot be seen.
            let soft = if edge.is_some() { 0.0 } else { self.soft };
            self.fill_outline(fill, soft);
        }
        if let Some((width, color)) = edge {
            self.stroke_outline(width, color);
        }
    }

    /// A disc.
    pub fn disc(&mut self, center: Pos2, radius: f32, color: Color32) {
        self.outline_of(Rect::from_center_size(center, Vec2::splat(2.0 * radius)), radius);
        self.fill_outline(color, self.soft);
    }

    /// A filled convex polygon, its corners clockwise on the screen.
    pub fn convex(&mut self, corners: &[Pos2], color: Color32) {
        let count = corners.len();
        self.outline.clear();
        for i in 0..count {
            let (before, at, after) = (corners[(i + count - 1) % count], corners[i], corners[(i + 1) % count]);
            self.outline.push((at, miter((at - before).normalized(), (after - at).normalized())));
        }
        self.fill_outline(color, self.soft);
    }

    /// A line along points, its corners joined.
    pub fn line(&mut self, path: &[Pos2], width: f32, color: Color32) {
        if path.len() < 2 {
            return;
        }
        let profile = self.profile(width, color);
        let first = self.mesh.vertices.len() as u32;
        for (i, at) in path.iter().enumerate() {
            let before = if i > 0 { (*at - path[i - 1]).normalized() } else { (path[1] - path[0]).normalized() };
            let after = path.get(i + 1).map_or(before, |next| (*next - *at).normalized());
            let across = miter(before, after);
            for (aside, color) in profile {
                self.mesh.colored_vertex(*at + across * aside, color);
            }
        }
        for piece in 0..path.len() as u32 - 1 {
            self.strip(first + piece * 4, first + piece * 4 + 4, 3);
        }
    }

    /// The outline of a rounded box, clockwise, with the way out at each point.
    fn outline_of(&mut self, place: Rect, radius: f32) {
        let radius = radius.min(place.width() / 2.0).min(place.height() / 2.0).max(0.0);
        let inner = place.shrink(radius);
        let corners = [
            (inner.right_bottom(), [vec2(1.0, 0.0), vec2(0.0, 1.0)]),
            (inner.left_bottom(), [vec2(0.0, 1.0), vec2(-1.0, 0.0)]),
            (inner.left_top(), [vec2(-1.0, 0.0), vec2(0.0, -1.0)]),
            (inner.right_top(), [vec2(0.0, -1.0), vec2(1.0, 0.0)]),
        ];
        self.outline.clear();
        for (center, [from, to]) in corners {
            for turn in quarter(radius) {
                let out = from * turn.x + to * turn.y;
                self.outline.push((center + out * radius, out));
            }
        }
    }

    fn fill_outline(&mut self, color: Color32, soft: f32) {
        let count = self.outline.len() as u32;
        let first = self.mesh.vertices.len() as u32;
        for (at, out) in &self.outline {
            self.mesh.colored_vertex(*at - *out * soft, color);
        }
        for i in 2..count {
            self.mesh.add_triangle(first, first + i - 1, first + i);
        }
        if soft > 0.0 {
            for (at, out) in &self.outline {
                self.mesh.colored_vertex(*at + *out * soft, Color32::TRANSPARENT);
            }
            for i in 0..count {
                let next = (i + 1) % count;
                self.mesh.add_triangle(first + i, first + next, first + count + i);
                self.mesh.add_triangle(first + next, first + count + next, first + count + i);
            }
        }
    }

    fn stroke_outline(&mut self, width: f32, color: Color32) {
        let profile = self.profile(width, color);
        let count = self.outline.len() as u32;
        let first = self.mesh.vertices.len() as u32;
        for (at, out) in &self.outline {
            for (aside, color) in profile {
                self.mesh.colored_vertex(*at + *out * aside, color);
            }
        }
        for i in 0..count {
            self.strip(first + i * 4, first + (i + 1) % count * 4, 3);
        }
    }

    /// The way across a line: clear, full, full, clear. A line thinner than a pixel is fainter instead.
    pub fn profile(&self, width: f32, color: Color32) -> [(f32, Color32); 4] {
        let half = width / 2.0;
        let core = (half - self.soft).max(0.0);
        let strength = (half / self.soft).min(1.0);
        let color = color.gamma_multiply(strength);
        let reach = core + 2.0 * self.soft;
        [(-reach, Color32::TRANSPARENT), (-core, color), (core, color), (reach, Color32::TRANSPARENT)]
    }

    /// The faces between two rows of vertices that begin at these places.
    fn strip(&mut self, a: u32, b: u32, faces: u32) {
        for side in 0..faces {
            self.mesh.add_triangle(a + side, a + side + 1, b + side);
            self.mesh.add_triangle(a + side + 1, b + side + 1, b + side);
        }
    }
}

/// The way out of a corner between two directions, as long as it takes for the edges to stay parallel; blunt where the
/// corner is sharp.
fn miter(before: Vec2, after: Vec2) -> Vec2 {
    let out = |along: Vec2| vec2(along.y, -along.x);
    let sum = out(before) + out(after);
    let length = sum.length_sq();
    if length < 0.5 { out(after) } else { sum * (2.0 / length) }
}

/// The corners of a box, clockwise from its upper left, closed: for an outline that is dashed.
pub fn frame(place: Rect) -> [Pos2; 5] {
    let Rect { min, max } = place;
    [min, pos2(max.x, min.y), max, pos2(min.x, max.y), min]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shape_makes_a_whole_mesh() {
        let mut pen = Pen::new(1.0);
        let place = Rect::from_min_size(pos2(3.0, 4.0), vec2(200.0, 80.0));
        pen.rounded(place, 8.0, Color32::WHITE, Some((1.0, Color32::BLACK)));
        pen.rounded(place, 500.0, Color32::WHITE, None);
        pen.disc(pos2(9.0, 9.0), 2.6, Color32::RED);
        pen.convex(&[pos2(0.0, 0.0), pos2(9.0, 0.0), pos2(9.0, 9.0)], Color32::RED);
        pen.line(&[pos2(0.0, 0.0), pos2(9.0, 0.0), pos2(9.0, 0.0), pos2(9.0, 9.0), pos2(9.0, 1.0)], 1.8, Color32::RED);
        pen.line(&[pos2(0.0, 0.0)], 1.8, Color32::RED);
        assert!(pen.mesh.is_valid());
        assert!(pen.mesh.vertices.iter().all(|v| v.pos.x.is_finite() && v.pos.y.is_finite()));
    }

    #[test]
    fn a_rounded_box_covers_its_place_and_no_more_than_a_soft_edge_around_it() {
        let mut pen = Pen::new(2.0);
        let place = Rect::from_min_size(pos2(10.0, 20.0), vec2(100.0, 40.0));
        pen.rounded(place, 8.0, Color32::WHITE, None);
        let bounds = pen.mesh.calc_bounds();
        assert!(place.expand(0.26).contains_rect(bounds) && bounds.expand(0.01).contains_rect(place));
    }
}
