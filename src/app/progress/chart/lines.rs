//! Lines that may reach far beyond what is seen, cut to it, so that no dash is drawn where nobody looks.

use egui::{Color32, Mesh, Pos2, Rect, Shape, Stroke, vec2};

/// The part of a line within a frame; nothing where it passes by (Liang and Barsky, *ACM Transactions on Graphics* 3, 1984).
pub fn cut([from, to]: [Pos2; 2], frame: Rect) -> Option<[Pos2; 2]> {
    let way = to - from;
    if ![from.x, from.y, way.x, way.y].iter().all(|x| x.is_finite()) {
        return None;
    }
    let (mut enter, mut leave) = (0.0_f32, 1.0_f32);
    let sides = [
        (-way.x, from.x - frame.left()),
        (way.x, frame.right() - from.x),
        (-way.y, from.y - frame.top()),
        (way.y, frame.bottom() - from.y),
    ];
    for (toward, room) in sides {
        if toward == 0.0 {
            if room < 0.0 {
                return None;
            }
        } else if toward < 0.0 {
            enter = enter.max(room / toward);
        } else {
            leave = leave.min(room / toward);
        }
    }
    (enter <= leave).then(|| [from + way * enter, from + way * leave])
}

/// A line within a frame, solid or dashed.
pub fn line(path: [Pos2; 2], frame: Rect, stroke: Stroke, dashed: bool) -> Vec<Shape> {
    match cut(path, frame.expand(8.0)) {
        Some(path) if dashed => Shape::dashed_line(&path, stroke, 6.0, 4.0),
        Some(path) => vec![Shape::line_segment(path, stroke)],
        None => Vec::new(),
    }
}

/// An open arrow head at the end of a line.
pub fn head([from, tip]: [Pos2; 2], stroke: Stroke) -> Option<Shape> {
    const LENGTH: f32 = 12.0;
    let back = (from - tip).normalized() * LENGTH;
    let across = vec2(-back.y, back.x) * 0.6;
    let path = vec![tip + back + across, tip, tip + back - across];
    path.iter().all(|at| at.is_finite()).then(|| Shape::line(path, stroke))
}

/// A triangle without an outline.
pub fn triangle(corners: [Pos2; 3], color: Color32) -> Option<Shape> {
    if !corners.iter().all(|at| at.is_finite()) {
        return None;
    }
    let mut mesh = Mesh::default();
    corners.iter().for_each(|&at| mesh.colored_vertex(at, color));
    mesh.add_triangle(0, 1, 2);
    Some(Shape::mesh(mesh))
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::pos2;

    #[test]
    fn a_line_is_cut_to_what_is_seen() {
        let frame = Rect::from_min_max(pos2(0.0, 0.0), pos2(10.0, 10.0));
        let cut = |a: (f32, f32), b: (f32, f32)| super::cut([a.into(), b.into()], frame);
        assert_eq!(cut((-10.0, 5.0), (30.0, 5.0)), Some([pos2(0.0, 5.0), pos2(10.0, 5.0)]));
        assert_eq!(cut((2.0, 2.0), (3.0, 3.0)), Some([pos2(2.0, 2.0), pos2(3.0, 3.0)]));
        assert_eq!(cut((-5.0, 8.0), (5.0, 18.0)), None);
        assert_eq!(cut((20.0, 0.0), (20.0, 10.0)), None);
        assert_eq!(cut((0.0, f32::NAN), (1.0, 1.0)), None);
        let far = line([pos2(-1e9, 5.0), pos2(1e9, 5.0)], frame, Stroke::new(1.0, Color32::RED), true);
        assert!(far.len() < 10);
    }
}
