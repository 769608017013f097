//! How the window looks: its colours, type and measures, in one place. The map's own colours are the scene's.

use std::sync::Arc;

use egui::{
    Color32, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Margin, Shadow, Stroke, TextStyle, Visuals,
};

use crate::map::StrategyKind;
use crate::scene::{Color, DARK, LIGHT, Theme, Weight};

/// The colours of the window around the map.
#[derive(Clone, Copy, Debug)]
pub struct Palette {
    /// The colours of the map.
    pub scene: Theme,
    /// Panels and bars.
    pub panel: Color32,
    /// Behind the page.
    pub desk: Color32,
    /// Text.
    pub ink: Color32,
    /// Text of less weight.
    pub muted: Color32,
    /// Edges.
    pub edge: Color32,
    /// Fields and buttons.
    pub field: Color32,
    /// A field under the pointer.
    pub hover: Color32,
    /// What is chosen: filled.
    pub chosen: Color32,
    /// Text on what is chosen.
    pub on_chosen: Color32,
    /// What is selected on the canvas, and focus.
    pub accent: Color32,
    /// A warning's text.
    pub warning: Color32,
    /// Advice: what could be better, and is no alarm.
    pub advice: Color32,
    /// Where nothing is asked of a capability beyond what is there.
    pub cool: Color32,
    /// Where most is asked of what is least mature: warm, and no alarm.
    pub warm: Color32,
}

const LIGHT_PALETTE: Palette = Palette {
    scene: LIGHT,
    panel: Color32::from_rgb(0xFF, 0xFF, 0xFF),
    desk: Color32::from_rgb(0xED, 0xF1, 0xF6),
    ink: Color32::from_rgb(0x18, 0x21, 0x2F),
    muted: Color32::from_rgb(0x5A, 0x66, 0x75),
    edge: Color32::from_rgb(0xD5, 0xDB, 0xE3),
    field: Color32::from_rgb(0xFF, 0xFF, 0xFF),
    hover: Color32::from_rgb(0xF0, 0xF3, 0xF7),
    chosen: Color32::from_rgb(0x18, 0x21, 0x2F),
    on_chosen: Color32::from_rgb(0xFF, 0xFF, 0xFF),
    accent: Color32::from_rgb(0x2F, 0x6F, 0xDE),
    warning: Color32::from_rgb(0xA8, 0x2A, 0x43),
    advice: Color32::from_rgb(0x9A, 0x67, 0x00),
    cool: Color32::from_rgb(0xDD, 0xE9, 0xEC),
    warm: Color32::from_rgb(0xEC, 0x9A, 0x45),
};

const DARK_PALETTE: Palette = Palette {
    scene: DARK,
    panel: Color32::from_rgb(0x1B, 0x22, 0x2D),
    desk: Color32::from_rgb(0x0D, 0x11, 0x17),
    ink: Color32::from_rgb(0xE9, 0xEE, 0xF5),
    muted: Color32::from_rgb(0xA3, 0xAF, 0xBF),
    edge: Color32::from_rgb(0x38, 0x44, 0x53),
    field: Color32::from_rgb(0x23, 0x2C, 0x39),
    hover: Color32::from_rgb(0x2D, 0x38, 0x47),
    chosen: Color32::from_rgb(0xE9, 0xEE, 0xF5),
    on_chosen: Color32::from_rgb(0x15, 0x1B, 0x24),
    accent: Color32::from_rgb(0x6B, 0xA6, 0xFF),
    warning: Color32::from_rgb(0xFF, 0x9A, 0xAC),
    advice: Color32::from_rgb(0xDC, 0xA5, 0x3C),
    cool: Color32::from_rgb(0x28, 0x3A, 0x47),
    warm: Color32::from_rgb(0x9C, 0x5E, 0x1C),
};

impl Palette {
    /// The colours of the light or the dark window.
    pub fn of(dark: bool) -> &'static Self {
        if dark { &DARK_PALETTE } else { &LIGHT_PALETTE }
    }

    /// The colours that a part of the window is drawn in.
    pub fn for_ui(ui: &egui::Ui) -> &'static Self {
        Self::of(ui.visuals().dark_mode)
    }

    /// A strategy's accent.
    pub fn strategy(&self, strategy: StrategyKind) -> Color32 {
        color32(self.scene.lane(strategy).accent)
    }
}

/// A scene's colour for egui.
pub fn color32(color: Color) -> Color32 {
    Color32::from_rgba_unmultiplied(color.r, color.g, color.b, color.a)
}

/// The family of a weight of the bundled typeface.
pub fn family(weight: Weight) -> FontFamily {
    match weight {
        Weight::Regular => FontFamily::Proportional,
        Weight::Medium => FontFamily::Name("Inter Medium".into()),
        Weight::SemiBold => FontFamily::Name("Inter SemiBold".into()),
        Weight::Bold => FontFamily::Name("Inter Bold".into()),
    }
}

/// A font of the bundled typeface.
pub fn font(weight: Weight, size: f32) -> FontId {
    FontId::new(size, family(weight))
}

/// The bundled typeface in all weights; what it lacks comes from the system.
pub fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    for weight in Weight::ALL {
        let name = format!("Inter {}", weight.number());
        fonts.font_data.insert(name.clone(), Arc::new(FontData::from_static(weight.font())));
        fonts.families.insert(family(weight), vec![name.clone()]);
        if weight == Weight::Regular {
            fonts.families.insert(FontFamily::Monospace, vec![name]);
        }
    }
    fonts
}

/// Gives a window its fonts and both of its looks.
pub fn install(ctx: &egui::Context) {
    ctx.set_fonts(fonts());
    for theme in [egui::Theme::Light, egui::Theme::Dark] {
        ctx.style_mut_of(theme, |style| shape(style, Palette::of(theme == egui::Theme::Dark), theme));
    }
}

fn shape(style: &mut egui::Style, palette: &Palette, theme: egui::Theme) {
    style.text_styles = [
        (TextStyle::Heading, font(Weight::SemiBold, 17.0)),
        (TextStyle::Body, font(Weight::Regular, 13.0)),
        (TextStyle::Button, font(Weight::Medium, 13.0)),
        (TextStyle::Small, font(Weight::Regular, 11.5)),
        (TextStyle::Monospace, font(Weight::Regular, 12.5)),
    ]
    .into();
    style.spacing.item_spacing = egui::vec2(6.0, 6.0);
    style.spacing.button_padding = egui::vec2(10.0, 5.0);
    style.spacing.interact_size.y = 26.0;
    style.spacing.menu_margin = Margin::same(6);
    style.spacing.window_margin = Margin::same(20);
    style.spacing.scroll = egui::style::ScrollStyle::thin();
    style.visuals = visuals(palette, theme);
}

fn visuals(palette: &Palette, theme: egui::Theme) -> Visuals {
    let mut visuals = theme.default_visuals();
    visuals.override_text_color = None;
    visuals.panel_fill = palette.panel;
    visuals.window_fill = palette.panel;
    visuals.extreme_bg_color = palette.field;
    visuals.faint_bg_color = palette.hover;
    visuals.weak_text_color = Some(palette.muted);
    visuals.hyperlink_color = palette.accent;
    visuals.window_stroke = Stroke::new(1.0, palette.edge);
    visuals.window_corner_radius = CornerRadius::same(12);
    visuals.menu_corner_radius = CornerRadius::same(8);
    visuals.warn_fg_color = palette.warning;
    visuals.error_fg_color = palette.warning;
    visuals.selection.bg_fill = palette.accent.gamma_multiply(0.28);
    visuals.selection.stroke = Stroke::new(1.5, palette.accent);
    let shadow = Shadow { offset: [0, 6], blur: 22, spread: 0, color: Color32::from_black_alpha(38) };
    visuals.window_shadow = shadow;
    visuals.popup_shadow = shadow;
    let states = [
        (&mut visuals.widgets.noninteractive, palette.panel, palette.edge, palette.ink),
        (&mut visuals.widgets.inactive, palette.field, palette.edge, palette.ink),
        (&mut visuals.widgets.hovered, palette.hover, palette.muted, palette.ink),
        (&mut visuals.widgets.active, palette.hover, palette.accent, palette.ink),
        (&mut visuals.widgets.open, palette.hover, palette.edge, palette.ink),
    ];
    for (widget, fill, edge, ink) in states {
        widget.bg_fill = fill;
        widget.weak_bg_fill = fill;
        widget.bg_stroke = Stroke::new(1.0, edge);
        widget.fg_stroke = Stroke::new(1.0, ink);
        widget.corner_radius = CornerRadius::same(7);
        widget.expansion = 0.0;
    }
    visuals
}
