//! What part of the page is seen, and how large.

use egui::emath::TSTransform;
use egui::{Pos2, Rect, Response, Ui, Vec2, pos2, vec2};

use crate::scene::{Point, point};

/// The smallest and the largest scale.
const ZOOM: std::ops::RangeInclusive<f32> = 0.02..=8.0;

/// Room left around a page that is fitted.
const MARGIN: f32 = 14.0;

/// What part of the page is seen, and how large: from page units to points of the window.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    /// Points per page unit.
    pub zoom: f32,
    /// Where the page's origin is, from the upper left corner of the canvas.
    offset: Vec2,
    /// Whether the page is kept fitted while the window changes.
    fitted: bool,
}

impl Default for Camera {
    fn default() -> Self {
        Self { zoom: 1.0, offset: Vec2::ZERO, fitted: true }
    }
}

impl Camera {
    /// The way from page units to points, for a canvas in this place.
    pub fn transform(&self, canvas: Rect) -> TSTransform {
        TSTransform::new((canvas.min + self.offset).to_vec2(), self.zoom)
    }

    /// Where a point of the window is on the page.
    pub fn to_page(self, canvas: Rect, at: Pos2) -> Point {
        let p = self.transform(canvas).inverse() * at;
        point(p.x, p.y)
    }

    /// The part of the page that the canvas shows.
    pub fn visible(&self, canvas: Rect) -> crate::scene::Rect {
        let (a, b) = (self.to_page(canvas, canvas.min), self.to_page(canvas, canvas.max));
        crate::scene::Rect::spanning(a, b)
    }

    /// Moves the page under the canvas.
    pub fn pan(&mut self, by: Vec2) {
        if by != Vec2::ZERO {
            self.offset += by;
            self.fitted = false;
        }
    }

    /// Zooms so that what is under a point of the window stays there.
    pub fn zoom_at(&mut self, canvas: Rect, at: Pos2, factor: f32) {
        let zoom = (self.zoom * factor).clamp(*ZOOM.start(), *ZOOM.end());
        let anchor = at - canvas.min;
        self.offset = anchor - (anchor - self.offset) * (zoom / self.zoom);
        self.zoom = zoom;
        self.fitted = false;
    }

    /// Shows an area of the page as large as it fits, in the middle, and keeps it so if it is the whole page.
    pub fn fit(&mut self, canvas: Rect, area: crate::scene::Rect, largest: f32) {
        let room = (canvas.size() - Vec2::splat(2.0 * MARGIN)).max(Vec2::splat(1.0));
        let scale = (room.x / area.w.max(1.0)).min(room.y / area.h.max(1.0));
        self.zoom = scale.clamp(*ZOOM.start(), largest.min(*ZOOM.end()));
        let middle = vec2(area.center().x, area.center().y) * self.zoom;
        self.offset = canvas.size() / 2.0 - middle;
    }

    /// Fits the page now and while the window changes.
    pub fn fit_page(&mut self, canvas: Rect, page: crate::scene::Rect) {
        self.fit(canvas, page, 4.0);
        self.offset.y = self.offset.y.min(MARGIN);
        self.fitted = true;
    }

    /// Fits the page again where it is kept fitted.
    pub fn keep_fitted(&mut self, canvas: Rect, page: crate::scene::Rect) {
        if self.fitted {
            self.fit_page(canvas, page);
        }
    }

    /// Keeps a part of the page in sight, however far it was moved.
    pub fn hold(&mut self, canvas: Rect, page: crate::scene::Rect) {
        const LEAST: f32 = 60.0;
        let shown = vec2(page.w, page.h) * self.zoom;
        let low = vec2(LEAST, LEAST) - shown;
        let high = (canvas.size() - vec2(LEAST, LEAST)).max(low);
        self.offset = self.offset.clamp(low, high);
    }

    /// Does what the pointer asks for over a page that can only be looked at: a drag or the wheel moves it, a pinch or Ctrl
    /// and the wheel zoom at the pointer, a double click fits it.
    pub fn follow(&mut self, ui: &Ui, canvas: Rect, page: crate::scene::Rect, response: &Response) {
        self.keep_fitted(canvas, page);
        if response.double_clicked() {
            self.fit_page(canvas, page);
        }
        self.pan(response.drag_delta());
        if let Some(at) = response.hover_pos() {
            let (zoom, scroll) = ui.input(|i| (i.zoom_delta(), i.smooth_scroll_delta()));
            if zoom != 1.0 {
                self.zoom_at(canvas, at, zoom);
            } else {
                self.pan(scroll);
            }
        }
        self.hold(canvas, page);
    }

    /// Lets go of the page, so that it stays where it is while it grows.
    pub fn release(&mut self) {
        self.fitted = false;
    }

    /// Moves the page so that an area is in sight, where it is not.
    pub fn reveal(&mut self, canvas: Rect, area: crate::scene::Rect) {
        let transform = self.transform(canvas);
        let shown = Rect::from_min_max(transform * pos2(area.x, area.y), transform * pos2(area.right(), area.bottom()));
        let inner = canvas.shrink(MARGIN);
        if inner.contains_rect(shown) {
            return;
        }
        let by = |low: f32, high: f32, from: f32, to: f32| {
            if low < from { from - low } else { (to - high).min(0.0) }
        };
        self.pan(vec2(
            by(shown.min.x, shown.max.x, inner.min.x, inner.max.x),
            by(shown.min.y, shown.max.y, inner.min.y, inner.max.y),
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zooming_keeps_the_point_under_the_pointer() {
        let canvas = Rect::from_min_size(pos2(200.0, 40.0), vec2(800.0, 600.0));
        let mut camera = Camera::default();
        let at = pos2(523.0, 311.0);
        let before = camera.to_page(canvas, at);
        camera.zoom_at(canvas, at, 1.7);
        let after = camera.to_page(canvas, at);
        assert!((before.x - after.x).abs() < 0.01 && (before.y - after.y).abs() < 0.01);
    }

    #[test]
    fn a_fitted_page_lies_inside_the_canvas() {
        let canvas = Rect::from_min_size(pos2(200.0, 40.0), vec2(800.0, 600.0));
        let mut camera = Camera::default();
        camera.fit_page(canvas, crate::scene::rect(0.0, 0.0, 1600.0, 900.0));
        let seen = camera.visible(canvas);
        assert!(seen.x <= 0.0 && seen.right() >= 1600.0 && seen.y <= 0.0 && seen.bottom() >= 900.0);
    }
}
