//! Native line charts: the observations at their real dates, the line of the trend, and where it heads.

use super::scheme::Scheme;
use super::shape::LANGUAGE;
use super::workbook::SHEET;
use crate::export::xml::Xml;
use crate::map::Day;
use crate::scene::Color;
use crate::scene::chart::Join;
use crate::scene::deck::{Figure, Seen};

/// How dates are shown in cells.
pub const DATE_FORMAT: &str = "yyyy-mm-dd";
/// The day that serial dates count from: one is the first of January 1900 where no leap day is invented.
const SERIAL_OF_1970: i64 = 25_569;
/// The first serial date that office programs agree on: the first of March 1900.
const FIRST_SERIAL: i64 = 61;

/// The time of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Time {
    /// A date as office programs count them.
    Serial(i64),
    /// A date that they cannot hold, in words.
    Words(String),
}

/// A series of values, one for each row where there is one.
pub struct Column {
    /// Its name.
    pub name: String,
    /// Its values.
    pub values: Vec<Option<f64>>,
    look: Look,
}

/// How a series is drawn.
#[derive(Clone, Copy, PartialEq)]
enum Look {
    /// A dot for each value, perhaps joined.
    Dots { joined: bool },
    /// Small dots beside.
    Beside,
    /// A line.
    Line { dashed: bool, arrow: bool },
}

/// The times of the rows: one for each observation, and one where it heads.
pub fn times(figure: &Figure) -> Vec<Time> {
    let days = days(figure);
    // Where one date is too old for an office program, all are told in words: in their order, not to scale.
    if days.iter().any(|day| serial(*day) < FIRST_SERIAL) {
        let mut words: Vec<Time> = figure.dots.iter().map(|dot| Time::Words(dot.date.in_words())).collect();
        words.extend(figure.heading.map(|_| Time::Words("→".into())));
        return words;
    }
    days.into_iter().map(|day| Time::Serial(serial(day))).collect()
}

fn days(figure: &Figure) -> Vec<Day> {
    let mut days: Vec<Day> = figure.dots.iter().map(|dot| dot.date.middle()).collect();
    days.extend(figure.heading.map(|[_, tip]| {
        let year = tip.0.floor();
        let first = Day::from_civil(year as i32, 1, 1);
        Day(first.0 + ((tip.0 - year) * 365.25) as i32)
    }));
    days
}

fn serial(day: Day) -> i64 {
    i64::from(day.0) + SERIAL_OF_1970
}

/// The series of a chart. The first holds the observations as they are.
pub fn series(figure: &Figure) -> Vec<Column> {
    let rows = figure.dots.len() + usize::from(figure.heading.is_some());
    let of = |pick: fn(&Seen) -> f64| {
        let mut values: Vec<Option<f64>> = figure.dots.iter().map(|dot| Some(pick(dot))).collect();
        values.resize(rows, None);
        values
    };
    let unit = if figure.unit.trim().is_empty() { String::new() } else { format!(", {}", figure.unit.trim()) };
    let mut series = Vec::new();
    if figure.join == Join::Steps {
        series.push(Column { name: "Judgement".into(), values: of(|dot| dot.value), look: Look::Beside });
        series.push(Column {
            name: "Running sum".into(),
            values: of(|dot| dot.height),
            look: Look::Dots { joined: true },
        });
    } else {
        let joined = figure.join == Join::Line;
        series.push(Column {
            name: format!("Observed{unit}"),
            values: of(|dot| dot.value),
            look: Look::Dots { joined },
        });
    }
    if let Some([from, to]) = figure.trend {
        let values = at_times(figure, rows, &[from, to]);
        series.push(Column {
            name: "Trend".into(),
            values,
            look: Look::Line { dashed: !figure.decided, arrow: false },
        });
    }
    if let Some([from, tip]) = figure.heading {
        let mut values = at_times(figure, rows, &[from]);
        values[rows - 1] = Some(tip.1);
        series.push(Column { name: "Heading".into(), values, look: Look::Line { dashed: false, arrow: true } });
    }
    series
}

/// Values in the rows of the observations that stand at these times.
fn at_times(figure: &Figure, rows: usize, spots: &[(f64, f64)]) -> Vec<Option<f64>> {
    let mut values = vec![None; rows];
    for (time, height) in spots {
        let far = |i: &usize| (figure.dots[*i].time - time).abs();
        if let Some(row) = (0..figure.dots.len()).min_by(|a, b| far(a).total_cmp(&far(b))) {
            values[row] = Some(*height);
        }
    }
    values
}

/// The name of a column of a sheet.
fn letter(column: usize) -> char {
    char::from(b'A' + column.min(25) as u8)
}

/// The chart.
pub fn xml(figure: &Figure, scheme: &Scheme) -> String {
    let times = times(figure);
    let dated = times.iter().all(|time| matches!(time, Time::Serial(_)));
    let mut xml = Xml::document();
    xml.open(
        "c:chartSpace",
        &[
            ("xmlns:c", "http://schemas.openxmlformats.org/drawingml/2006/chart"),
            ("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
            ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
        ],
    );
    xml.leaf("c:date1904", &[("val", "0")]).leaf("c:roundedCorners", &[("val", "0")]);
    xml.open("c:chart", &[]).leaf("c:autoTitleDeleted", &[("val", "1")]).open("c:plotArea", &[]).leaf("c:layout", &[]);
    xml.open("c:lineChart", &[]).leaf("c:grouping", &[("val", "standard")]).leaf("c:varyColors", &[("val", "0")]);
    for (i, column) in series(figure).iter().enumerate() {
        one_series(&mut xml, i, column, &times, figure, scheme);
    }
    xml.leaf("c:marker", &[("val", "1")])
        .leaf("c:axId", &[("val", "111111111")])
        .leaf("c:axId", &[("val", "222222222")]);
    xml.close();
    time_axis(&mut xml, dated, figure, scheme);
    value_axis(&mut xml, figure, scheme);
    xml.element("c:spPr", &[], |xml| {
        xml.leaf("a:noFill", &[]).element("a:ln", &[], |xml| {
            xml.leaf("a:noFill", &[]);
        });
    });
    xml.close().leaf("c:plotVisOnly", &[("val", "1")]).leaf("c:dispBlanksAs", &[("val", "span")]).close();
    xml.element("c:spPr", &[], |xml| {
        xml.leaf("a:noFill", &[]).element("a:ln", &[], |xml| {
            xml.leaf("a:noFill", &[]);
        });
    });
    words(&mut xml, scheme, figure.ink);
    xml.element("c:externalData", &[("r:id", "rId1")], |xml| {
        xml.leaf("c:autoUpdate", &[("val", "0")]);
    });
    xml.finish()
}

/// How the words of a chart look: none is smaller than nine points.
fn words(xml: &mut Xml, scheme: &Scheme, color: Color) {
    xml.open("c:txPr", &[]).leaf("a:bodyPr", &[]).leaf("a:lstStyle", &[]).open("a:p", &[]);
    xml.element("a:pPr", &[], |xml| {
        xml.element("a:defRPr", &[("sz", "900")], |xml| scheme.fill(xml, Some(color)));
    });
    xml.leaf("a:endParaRPr", &[("lang", LANGUAGE)]).close().close();
}

fn one_series(xml: &mut Xml, i: usize, column: &Column, times: &[Time], figure: &Figure, scheme: &Scheme) {
    let (index, rows, letter) = (i.to_string(), times.len(), letter(i + 1));
    xml.open("c:ser", &[]).leaf("c:idx", &[("val", &index)]).leaf("c:order", &[("val", &index)]);
    xml.open("c:tx", &[]).open("c:strRef", &[]).words("c:f", &format!("{SHEET}!${letter}$1"));
    xml.open("c:strCache", &[]).leaf("c:ptCount", &[("val", "1")]).open("c:pt", &[("idx", "0")]);
    xml.words("c:v", &column.name).close().close().close().close();
    xml.element("c:spPr", &[], |xml| line(xml, column.look, figure, scheme));
    marker(xml, column.look, figure, scheme);
    if matches!(column.look, Look::Dots { .. }) {
        for (row, _) in figure.dots.iter().enumerate().filter(|(_, dot)| dot.illustrative) {
            hollow(xml, row, column.look, figure, scheme);
        }
    }
    xml.open("c:cat", &[]);
    let cells = format!("{SHEET}!$A$2:$A${}", rows + 1);
    let dated = matches!(times.first(), Some(Time::Serial(_)));
    xml.open(if dated { "c:numRef" } else { "c:strRef" }, &[]).words("c:f", &cells);
    xml.open(if dated { "c:numCache" } else { "c:strCache" }, &[]);
    if dated {
        xml.words("c:formatCode", DATE_FORMAT);
    }
    xml.leaf("c:ptCount", &[("val", &rows.to_string())]);
    for (row, time) in times.iter().enumerate() {
        let value = match time {
            Time::Serial(serial) => serial.to_string(),
            Time::Words(words) => words.clone(),
        };
        xml.open("c:pt", &[("idx", &row.to_string())]).words("c:v", &value).close();
    }
    xml.close().close().close();
    xml.open("c:val", &[]).open("c:numRef", &[]).words("c:f", &format!("{SHEET}!${letter}$2:${letter}${}", rows + 1));
    xml.open("c:numCache", &[]).words("c:formatCode", "General").leaf("c:ptCount", &[("val", &rows.to_string())]);
    for (row, value) in column.values.iter().enumerate() {
        if let Some(value) = value {
            xml.open("c:pt", &[("idx", &row.to_string())]).words("c:v", &format!("{value}")).close();
        }
    }
    xml.close().close().close().leaf("c:smooth", &[("val", "0")]).close();
}

fn line(xml: &mut Xml, look: Look, figure: &Figure, scheme: &Scheme) {
    let color = match look {
        Look::Line { .. } => figure.color,
        _ => figure.ink,
    };
    let (width, shown) = match look {
        Look::Dots { joined } => ("12700", joined),
        Look::Beside => ("12700", false),
        Look::Line { .. } => ("19050", true),
    };
    xml.element("a:ln", &[("w", width), ("cap", "rnd")], |xml| {
        scheme.fill(xml, shown.then_some(color));
        if matches!(look, Look::Line { dashed: true, .. }) {
            xml.leaf("a:prstDash", &[("val", "dash")]);
        }
        xml.leaf("a:round", &[]);
        if matches!(look, Look::Line { arrow: true, .. }) {
            xml.leaf("a:tailEnd", &[("type", "arrow")]);
        }
    });
}

fn marker(xml: &mut Xml, look: Look, figure: &Figure, scheme: &Scheme) {
    let (symbol, size, fill) = match look {
        Look::Dots { .. } => ("circle", "7", figure.color),
        Look::Beside => ("square", "4", figure.ink),
        Look::Line { .. } => {
            xml.element("c:marker", &[], |xml| {
                xml.leaf("c:symbol", &[("val", "none")]);
            });
            return;
        }
    };
    dot(xml, symbol, size, Some(fill), figure, scheme);
}

fn dot(xml: &mut Xml, symbol: &str, size: &str, fill: Option<Color>, figure: &Figure, scheme: &Scheme) {
    xml.open("c:marker", &[]).leaf("c:symbol", &[("val", symbol)]).leaf("c:size", &[("val", size)]);
    xml.element("c:spPr", &[], |xml| {
        match fill {
            Some(fill) => scheme.fill(xml, Some(fill)),
            None => {
                xml.element("a:solidFill", &[], |xml| {
                    xml.leaf("a:schemeClr", &[("val", "bg1")]);
                });
            }
        }
        xml.element("a:ln", &[("w", "12700")], |xml| scheme.fill(xml, Some(figure.ink)));
    });
    xml.close();
}

/// The dot of an illustrative value, which is hollow.
fn hollow(xml: &mut Xml, row: usize, look: Look, figure: &Figure, scheme: &Scheme) {
    xml.open("c:dPt", &[]).leaf("c:idx", &[("val", &row.to_string())]);
    dot(xml, "circle", "7", None, figure, scheme);
    xml.leaf("c:bubble3D", &[("val", "0")]);
    xml.element("c:spPr", &[], |xml| line(xml, look, figure, scheme));
    xml.close();
}

fn axis_line(xml: &mut Xml, figure: &Figure, scheme: &Scheme) {
    xml.element("c:spPr", &[], |xml| {
        xml.element("a:ln", &[("w", "9525")], |xml| scheme.fill(xml, Some(figure.ink.with_alpha(128))));
    });
    words(xml, scheme, figure.ink);
}

fn time_axis(xml: &mut Xml, dated: bool, figure: &Figure, scheme: &Scheme) {
    let years = figure.extent.time.1 - figure.extent.time.0;
    xml.open(if dated { "c:dateAx" } else { "c:catAx" }, &[]);
    xml.leaf("c:axId", &[("val", "111111111")]);
    xml.element("c:scaling", &[], |xml| {
        xml.leaf("c:orientation", &[("val", "minMax")]);
        // A single date would be an axis of no length.
        if let Some((from, to)) = time_range(figure).filter(|_| dated) {
            xml.leaf("c:max", &[("val", &to.to_string())]).leaf("c:min", &[("val", &from.to_string())]);
        }
    });
    xml.leaf("c:delete", &[("val", "0")]).leaf("c:axPos", &[("val", "b")]);
    let format = if years >= 2.5 { "yyyy" } else { "mmm\\ yyyy" };
    xml.leaf("c:numFmt", &[("formatCode", if dated { format } else { "General" }), ("sourceLinked", "0")]);
    xml.leaf("c:majorTickMark", &[("val", "out")]).leaf("c:minorTickMark", &[("val", "none")]);
    xml.leaf("c:tickLblPos", &[("val", "low")]);
    axis_line(xml, figure, scheme);
    xml.leaf("c:crossAx", &[("val", "222222222")]).leaf("c:crosses", &[("val", "min")]).leaf("c:auto", &[("val", "0")]);
    if dated {
        xml.leaf("c:lblOffset", &[("val", "100")]).leaf("c:baseTimeUnit", &[("val", "days")]);
        let (step, unit) = match years {
            y if y >= 2.5 => ((y / 8.0).ceil().max(1.0), "years"),
            y => ((y * 12.0 / 6.0).ceil().max(1.0), "months"),
        };
        xml.leaf("c:majorUnit", &[("val", &step.to_string())]).leaf("c:majorTimeUnit", &[("val", unit)]);
    } else {
        xml.leaf("c:lblAlgn", &[("val", "ctr")])
            .leaf("c:lblOffset", &[("val", "100")])
            .leaf("c:noMultiLvlLbl", &[("val", "1")]);
    }
    xml.close();
}

fn value_axis(xml: &mut Xml, figure: &Figure, scheme: &Scheme) {
    let (low, high, step) = value_range(figure);
    xml.open("c:valAx", &[]).leaf("c:axId", &[("val", "222222222")]).open("c:scaling", &[]);
    xml.leaf("c:orientation", &[("val", "minMax")]);
    xml.leaf("c:max", &[("val", &format!("{high:e}"))]).leaf("c:min", &[("val", &format!("{low:e}"))]);
    xml.close().leaf("c:delete", &[("val", "0")]).leaf("c:axPos", &[("val", "l")]);
    xml.element("c:majorGridlines", &[], |xml| {
        xml.element("c:spPr", &[], |xml| {
            xml.element("a:ln", &[("w", "6350")], |xml| scheme.fill(xml, Some(figure.ink.with_alpha(40))));
        });
    });
    xml.leaf("c:numFmt", &[("formatCode", "General"), ("sourceLinked", "0")]);
    xml.leaf("c:majorTickMark", &[("val", "none")]).leaf("c:minorTickMark", &[("val", "none")]);
    xml.leaf("c:tickLblPos", &[("val", "low")]);
    axis_line(xml, figure, scheme);
    xml.leaf("c:crossAx", &[("val", "111111111")]).leaf("c:crosses", &[("val", "min")]);
    xml.leaf("c:crossBetween", &[("val", "midCat")]).leaf("c:majorUnit", &[("val", &format!("{step:e}"))]).close();
}

/// The first and the last day of the axis of time: whole years where it is about years, else whole months.
fn time_range(figure: &Figure) -> Option<(i64, i64)> {
    let (from, to) = figure.extent.time;
    let step = if to - from >= 2.5 { 1.0 } else { 1.0 / 12.0 };
    let day = |time: f64| {
        let month = (time * 12.0).round() as i64;
        let year = i32::try_from(month.div_euclid(12)).ok()?;
        Some(serial(Day::from_civil(year, month.rem_euclid(12) as u8 + 1, 1)))
    };
    let range = (day((from / step).floor() * step)?, day((to / step).ceil() * step)?);
    (range.0 >= FIRST_SERIAL).then_some(range)
}

/// The range of the axis of values, between round ones, and how far apart those are.
fn value_range(figure: &Figure) -> (f64, f64, f64) {
    let (low, high) = figure.extent.height;
    let above_zero = figure.dots.iter().all(|dot| dot.height >= 0.0 && dot.value >= 0.0);
    let low = if above_zero && low < 0.0 { 0.0 } else { low };
    let step = figure.value_step((low, high), 5);
    let outward = ((low / step).floor() * step, (high / step).ceil() * step);
    if outward.0.is_finite() && outward.1.is_finite() && step.is_finite() {
        (outward.0, outward.1, step)
    } else {
        (low, high, high / 5.0 - low / 5.0)
    }
}
