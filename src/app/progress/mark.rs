//! How an observation is marked: filled where exact, a ring where about, a ring with an arrow upwards where at least;
//! a quieter diamond where invented or judged.

use egui::{Color32, Pos2, Shape, Stroke, vec2};

use crate::map::Qualifier;

/// How far a mark reaches from its middle, in points, where there is room.
pub const RADIUS: f32 = 5.0;

/// What a mark is drawn in, and how large.
#[derive(Clone, Copy, Debug)]
pub struct Ink {
    /// Of what was observed.
    pub observed: Color32,
    /// Of what was invented or judged.
    pub illustrative: Color32,
    /// Inside of what is open.
    pub ground: Color32,
    /// How far it reaches from its middle.
    pub radius: f32,
}

impl Ink {
    /// The colour of a mark.
    pub fn of(&self, illustrative: bool) -> Color32 {
        if illustrative { self.illustrative } else { self.observed }
    }

    /// The ink of what is not read: paler.
    pub fn pale(&self) -> Self {
        let pale = |color: Color32| color.lerp_to_gamma(self.ground, 0.62);
        Self { observed: pale(self.observed), illustrative: pale(self.illustrative), ..*self }
    }

    /// As large as so many marks can be without hiding each other; of very many, lines through them still have to be seen.
    pub fn for_many(self, marks: usize) -> Self {
        match marks {
            0..=80 => self,
            81..=300 => Self { radius: 3.4, ..self },
            _ => Self { radius: 2.2, observed: self.observed.gamma_multiply(0.5), ..self },
        }
    }
}

/// The mark of an observation.
pub fn mark(at: Pos2, qualifier: Qualifier, illustrative: bool, ink: &Ink) -> Vec<Shape> {
    let color = ink.of(illustrative);
    let stroke = Stroke::new(if ink.radius < RADIUS { 1.2 } else { 1.8 }, color);
    let open = qualifier != Qualifier::Exact;
    // The stroke of an open mark lies half outside of its outline.
    let radius = if open { ink.radius - stroke.width / 2.0 } else { ink.radius };
    let (fill, edge) = if open { (ink.ground, stroke) } else { (color, Stroke::NONE) };
    let mut shapes = Vec::with_capacity(3);
    if qualifier == Qualifier::AtLeast {
        shapes.extend(upwards(at - vec2(0.0, ink.radius), stroke));
    }
    shapes.push(if illustrative {
        let reach = radius + 1.2;
        let corners = [vec2(0.0, -reach), vec2(reach, 0.0), vec2(0.0, reach), vec2(-reach, 0.0)];
        Shape::convex_polygon(corners.map(|corner| at + corner).to_vec(), fill, edge)
    } else {
        egui::epaint::CircleShape { center: at, radius, fill, stroke: edge }.into()
    });
    shapes
}

/// A small arrow that leaves a mark upwards.
fn upwards(from: Pos2, stroke: Stroke) -> [Shape; 2] {
    let tip = from - vec2(0.0, 8.0);
    let head = vec![tip + vec2(-3.2, 3.4), tip, tip + vec2(3.2, 3.4)];
    [Shape::line_segment([from, tip], stroke), Shape::line(head, stroke)]
}

/// The span of an observation's date, level with it.
pub fn whisker(from: Pos2, to: Pos2, color: Color32) -> [Shape; 3] {
    let stroke = Stroke::new(1.2, color.gamma_multiply(0.45));
    let cap = |at: Pos2| Shape::line_segment([at - vec2(0.0, 3.0), at + vec2(0.0, 3.0)], stroke);
    [Shape::line_segment([from, to], stroke), cap(from), cap(to)]
}
