//! A map that nobody would draw: whatever its file says, the window shows it, and no frame hangs or fails.

use egui::{Key, Modifiers};
use serde_json::{Value, json};

use crate::CTRL;
use crate::support::window_on_file;

/// A map of the longest texts, the furthest places, the largest and smallest numbers and the outermost dates.
fn extreme() -> String {
    let observations: Vec<Value> = [
        ("0000", f64::MAX),
        ("0001", f64::MIN),
        ("2000", 5e-324),
        ("2001", 1e30),
        ("9999-12-31", 0.0),
        ("9999-12-31", 7.0),
    ]
    .map(|(date, value)| json!({ "date": date, "value": value }))
    .to_vec();
    let places = [(1e7, 1e7), (-1e7, -1e7), (1e30, -1e300), (0.0, 1e5), (3.0, 4.0)];
    let initiatives = places.iter().enumerate().map(|(at, (x, y))| {
        let strategy = if at % 2 == 0 { "customer_engagement" } else { "digitized_solutions" };
        let title =
            if at % 2 == 0 { "M".repeat(10_000) } else { format!("Turned \u{202E}around {}", "a b ".repeat(2000)) };
        json!({ "id": format!("i{at}"), "title": title, "strategy": strategy, "position": { "x": x, "y": y },
            "investment": 1e308, "votes": u32::MAX, "technologies": vec!["t".repeat(1000); 20],
            "stages": [{ "since": "0000", "stage": "idea" }, { "since": "9999", "stage": "stopped" }],
            "relies_on": [{ "capability": "c", "ask": "\u{2067}".repeat(5000) }],
            "indicators": [{ "id": format!("k{at}"), "name": "N".repeat(3000), "unit": "u".repeat(3000),
                "desired": "increase", "kind": "measure", "observations": observations }] })
    });
    let map = json!({ "format": "headway", "title": "A map\u{0} of extremes", "investment_unit": "x".repeat(10_000),
        "strategy": { "direction": "W".repeat(10_000), "primary": [{ "strategy": "customer_engagement" }] },
        "initiatives": initiatives.collect::<Vec<_>>(),
        "capabilities": [{ "id": "c", "title": "", "backbone": "operational",
            "maturity": [{ "date": "0000", "level": 1 }, { "date": "9999-12-31", "level": 5 }] }],
        "notes": [{ "id": "n", "text": "../../etc/passwd", "position": { "x": 1e7, "y": -1e7 } }] });
    map.to_string().replacen("\"votes\":4294967295", "\"votes\":1e999", 1)
}

#[test]
fn a_map_of_extremes_is_shown_in_every_view_and_saved_with_nothing_lost() {
    let mut window = window_on_file("map.json", extreme().as_bytes());
    assert_eq!(window.map().initiatives.len(), 5);
    assert_eq!(window.map().overview.set_aside.len(), 3, "two coordinates and a number");
    let views = [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num1];
    for view in views {
        window.key(CTRL, view);
        for key in [Key::Num9, Key::Plus, Key::Minus, Key::Num0, Key::A, Key::Num8] {
            window.key(CTRL, key);
        }
        for key in [Key::Home, Key::ArrowRight, Key::ArrowRight, Key::ArrowLeft, Key::End] {
            window.key(Modifiers::ALT, key);
        }
        window.key(Modifiers::NONE, Key::Escape);
    }
    let kept = window.map().clone();
    let saved = headway::file::to_bytes(&kept).expect("saves");
    let again = headway::file::parse(&saved, "again").expect("opens");
    assert_eq!((again.repairs.len(), again.map == kept), (0, true));
}
