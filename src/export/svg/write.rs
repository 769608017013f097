//! Numbers, colours and text as SVG writes them.

use crate::map::steers_direction;

/// Appends a number with at most two decimals and no needless zeros.
pub fn number(out: &mut String, value: f32) {
    let hundredths = (f64::from(value) * 100.0).round() as i64;
    if hundredths < 0 {
        out.push('-');
    }
    let hundredths = hundredths.unsigned_abs();
    whole(out, hundredths / 100);
    let rest = (hundredths % 100) as u8;
    if rest > 0 {
        out.push('.');
        out.push(char::from(b'0' + rest / 10));
        if !rest.is_multiple_of(10) {
            out.push(char::from(b'0' + rest % 10));
        }
    }
}

/// Appends a whole number. A drawing has more numbers than anything else, so they do without the formatting machinery.
fn whole(out: &mut String, mut value: u64) {
    let mut digits = [0_u8; 20];
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = b'0' + (value % 10) as u8;
        value /= 10;
        if value == 0 {
            break;
        }
    }
    out.extend(digits[at..].iter().map(|digit| char::from(*digit)));
}

/// Appends an attribute that is a number.
pub fn attribute(out: &mut String, name: &str, value: f32) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    number(out, value);
    out.push('"');
}

/// Appends a colour, without its opacity.
pub fn rgb(out: &mut String, color: crate::scene::Color) {
    const DIGITS: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];
    out.push('#');
    for part in [color.r, color.g, color.b] {
        out.push(DIGITS[usize::from(part >> 4)]);
        out.push(DIGITS[usize::from(part & 15)]);
    }
}

/// Appends text for XML: marked characters escaped, and those that XML cannot hold or that turn what is around them left out.
pub fn escaped(out: &mut String, text: &str) {
    let special =
        |c: char| matches!(c, '&' | '<' | '>' | '"' | '\u{FFFE}' | '\u{FFFF}') || c.is_control() || steers_direction(c);
    let mut rest = text;
    while let Some(at) = rest.find(special) {
        out.push_str(&rest[..at]);
        let mut after = rest[at..].chars();
        match after.next() {
            Some('&') => out.push_str("&amp;"),
            Some('<') => out.push_str("&lt;"),
            Some('>') => out.push_str("&gt;"),
            Some('"') => out.push_str("&quot;"),
            Some('\t' | '\n' | '\r') => out.push(' '),
            _ => {}
        }
        rest = after.as_str();
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        let written = |value| {
            let mut out = String::new();
            number(&mut out, value);
            out
        };
        let cases =
            [(12.0, "12"), (-0.001, "0"), (1.0 / 3.0, "0.33"), (-0.5, "-0.5"), (0.07, "0.07"), (8506.25, "8506.25")];
        for (value, text) in cases {
            assert_eq!(written(value), text);
        }
    }

    #[test]
    fn what_xml_cannot_hold_is_left_out() {
        let mut out = String::new();
        escaped(&mut out, "a<b>&\"c\"\n\u{1}\u{FFFF}é");
        assert_eq!(out, "a&lt;b&gt;&amp;&quot;c&quot; é");
    }
}
