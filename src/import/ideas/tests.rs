//! Lists as they come out of real spreadsheets, made here.

use std::sync::Arc;

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

use super::*;
use crate::file::columns::{DayOrder, DecimalMark, Question};
use crate::map::{Capability, Id, Initiative, Stage, StageEntry, StrategyMap};

fn initiative(id: &str, title: &str) -> Initiative {
    Initiative { id: id.into(), title: title.into(), ..Initiative::default() }
}

/// A map with a loyalty card, two initiatives of one title, and a capability.
fn map() -> StrategyMap {
    let mut map = StrategyMap::default();
    let card = Initiative { votes: Some(3), viewpoint: "Marketing".into(), ..initiative("card", "Loyalty card") };
    for known in [card, initiative("a", "Twice"), initiative("b", "twice")] {
        map.initiatives.put(Arc::new(known));
    }
    map.capabilities.put(Arc::new(Capability::named("cap".into(), "Data", crate::map::Backbone::Operational)));
    map
}

fn plan(list: &List, choices: &Choices) -> Plan {
    Plan::of(list, choices, &map())
}

/// What comes of each row, in short.
fn told(plan: &Plan) -> Vec<String> {
    let short = |line: &Line| match &line.outcome {
        Outcome::New(idea) => format!("new {}", idea.title),
        Outcome::Changed(idea, changes) => {
            let each: Vec<String> =
                changes.iter().map(|c| format!("{} {}>{}", c.field.name(), c.before, c.after)).collect();
            format!("changed {}: {}", idea.id, each.join(", "))
        }
        Outcome::Same => "same".into(),
        Outcome::LeftOut(why) => format!("left: {why}"),
    };
    plan.lines.iter().map(short).collect()
}

fn only_new(plan: &Plan) -> Initiative {
    match &plan.lines[0].outcome {
        Outcome::New(idea) => (**idea).clone(),
        other => panic!("{other:?}"),
    }
}

fn fields(plan: &Plan) -> Vec<Option<Field>> {
    plan.columns.iter().map(|column| column.field).collect()
}

#[test]
fn rows_are_new_or_found_by_id_and_then_by_title_and_each_change_is_listed() {
    let text = "Id;Title;Viewpoint;Votes\ncard;Loyalty card plus;Marketing;7\n;LOYALTY  card;;\nx1;Wayfinding;IT;2\n\
                ;Twice;;4\ncap;Data;;\nx1;Other;;\n;;PR;";
    let plan = plan(&List::pasted(text), &Choices::default());
    assert_eq!(
        told(&plan),
        [
            "changed card: Title Loyalty card>Loyalty card plus, Votes 3>7",
            "left: Row 2 is about the same initiative.",
            "new Wayfinding",
            "left: 2 initiatives of the map have this title: only an id can tell which is meant.",
            "left: The id “cap” belongs to something else on the map.",
            "left: Row 4 is about the same initiative.",
            "left: There is no title.",
        ]
    );
    assert_eq!(plan.counts(), [1, 1, 0, 5]);
    assert_eq!(plan.records()[1].id, Id::new("x1"));
}

#[test]
fn an_import_done_twice_changes_nothing_the_second_time() {
    let text = "Title;Votes;Technologies\nWayfinding;2;IoT, mobile\nLoyalty card;5;\n";
    let (list, mut map) = (List::pasted(text), map());
    let first = Plan::of(&list, &Choices::default(), &map);
    assert_eq!(first.counts(), [1, 1, 0, 0]);
    for record in first.records() {
        map.initiatives.put(Arc::new(record));
    }
    let second = Plan::of(&list, &Choices::default(), &map);
    assert_eq!(second.counts(), [0, 0, 2, 0]);
    assert_eq!(second.lines[0].notes, ["Found by its title."]);
    assert_eq!(map.initiatives.get(&Id::new("card")).map(|card| card.viewpoint.clone()), Some("Marketing".into()));
}

#[test]
fn a_list_without_columns_is_read_as_titles_and_that_is_said() {
    let plan = plan(&List::pasted("Coach, marketplace\nPrice estimate\nprice  estimate"), &Choices::default());
    assert_eq!(told(&plan), ["new Coach, marketplace", "new Price estimate", "left: The title stands in row 2 too."]);
    assert!(plan.remarks.iter().any(|remark| remark.contains("read as the titles")));
    assert_eq!(plan.repeated, 1);
    let repeated = Choices { repeated: true, ..Choices::default() };
    assert_eq!(Plan::of(&List::pasted("A\nA"), &repeated, &map()).counts(), [2, 0, 0, 0]);
}

#[test]
fn columns_that_nobody_knows_are_chosen_and_a_field_is_held_by_one_column() {
    let list = List::pasted("Einfall;Stimmen\nWegweiser;3\nNachtpost;1");
    let unknown = plan(&list, &Choices::default());
    assert_eq!(unknown.refusal.as_deref(), Some("Choose the column that holds the titles."));
    let mut choices = Choices { heading: Some(Some(1)), ..Choices::default() };
    choices.assign(1, Some(Field::Title), &fields(&unknown));
    let wrong = plan(&list, &choices);
    choices.assign(0, Some(Field::Title), &fields(&wrong));
    assert_eq!(fields(&plan(&list, &choices)), [Some(Field::Title), None]);
    choices.assign(1, Some(Field::Votes), &fields(&wrong));
    assert_eq!(only_new(&plan(&list, &choices)).votes, Some(3));
    let twice = plan(&List::pasted("Title;Idea\nA;B\nC;D"), &Choices::default());
    assert_eq!(fields(&twice), [Some(Field::Title), None]);
    assert!(twice.remarks.iter().any(|remark| remark.contains("“Idea” could hold the title too")));
}

#[test]
fn decimal_commas_are_decided_by_the_column_or_asked_for() {
    let decided = plan(&List::pasted("Title;Investment (kEUR)\nA;1,5\nB;1.234,5"), &Choices::default());
    assert_eq!(decided.decimal, Question::Decided(DecimalMark::Comma));
    assert_eq!(only_new(&decided).investment, Some(1.5));
    assert!(decided.remarks.iter().any(|remark| remark.contains("as 1,5 shows")));
    assert!(decided.remarks.iter().any(|remark| remark.contains("“kEUR”")));

    let list = List::pasted("Title;Investment\nA;1,234\nB;2");
    let open = plan(&list, &Choices::default());
    assert_eq!(open.decimal, Question::Open(None));
    assert!(told(&open)[0].contains("can be 1234 or 1.234"));
    let chosen = Choices { decimal: Some(DecimalMark::Comma), ..Choices::default() };
    assert_eq!(only_new(&plan(&list, &chosen)).investment, Some(1.234));
    assert_eq!(plan(&list, &chosen).decimal, Question::Open(None), "the question stays in sight");
}

#[test]
fn days_and_months_and_counts_of_days_are_asked_for() {
    let list = List::pasted("Title;Stage;Since\nA;scaling;05/08/2012\nB;idea;2012-05");
    let open = plan(&list, &Choices::default());
    assert_eq!((open.order, open.incomplete), (Question::Open(None), 1));
    assert!(told(&open)[0].contains("choose what comes first"));
    let chosen = plan(&list, &Choices { order: Some(DayOrder::DayFirst), ..Choices::default() });
    let stage = only_new(&chosen).stages[0].clone();
    assert_eq!((stage.stage, stage.since.map(|date| date.to_string())), (Stage::Scaling, Some("2012-08-05".into())));

    let serials = List::pasted("Title;Stage;Since\nA;scaling;41037");
    assert!(told(&plan(&serials, &Choices::default()))[0].contains("perhaps 8 May 2012"));
    let since = |epoch| {
        let plan = plan(&serials, &Choices { epoch: Some(epoch), ..Choices::default() });
        only_new(&plan).stages[0].since.map(|date| date.to_string())
    };
    assert_eq!(since(Epoch::From1900), Some("2012-05-08".into()));
    assert_eq!(since(Epoch::From1904), Some("2016-05-09".into()));
}

#[test]
fn a_row_with_a_value_that_cannot_be_read_is_left_out_unless_somebody_takes_it_without() {
    let list = List::pasted("Title;Votes;Stage\nA;n/a;idea\nB;2,5;idea\nC;3;running");
    let strict = plan(&list, &Choices::default());
    assert_eq!(strict.counts(), [0, 0, 0, 3]);
    assert!(told(&strict)[2].contains("“running” is no stage"));
    let taken = plan(&list, &Choices { incomplete: true, ..Choices::default() });
    assert_eq!((taken.counts(), taken.incomplete), ([3, 0, 0, 0], 3));
    assert_eq!(only_new(&taken).votes, None);
    assert!(taken.lines[0].notes[0].contains("Cannot be read: Votes: “n/a”"));
}

#[test]
fn a_stage_without_a_date_never_contradicts_what_the_map_knows_with_one() {
    let mut map = map();
    let since = Some("2012".parse().expect("a date"));
    let entry =
        StageEntry { since, stage: Stage::Scaling, illustrative: false, sources: vec![], extra: Default::default() };
    map.initiatives.put(Arc::new(Initiative { stages: vec![entry], ..initiative("dated", "Dated") }));
    let told = |text: &str| told(&Plan::of(&List::pasted(text), &Choices::default(), &map));
    assert_eq!(told("Title;Stage\nDated;scaling"), ["same"]);
    assert!(told("Title;Stage\nDated;established")[0].contains("the map has “Scaling” with a date"));
    let dated = told("Title;Stage;Since\nDated;established;2015-03");
    assert_eq!(dated, ["changed dated: Stage Scaling>Established, Stage since 2012>2015-03"]);
}

/// A workbook as a workshop leaves it: a title, merged headings in two rows, formulas, dates as such and as text.
fn workshop() -> Vec<u8> {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().set_name("Read me").expect("named").write(0, 0, "Dots by table").expect("written");
    let sheet = workbook.add_worksheet().set_name("Ideas").expect("named");
    let (plain, date) = (Format::new(), Format::new().set_num_format("dd.mm.yyyy"));
    sheet.merge_range(0, 0, 0, 6, "Workshop, spring", &plain).expect("merged");
    sheet.merge_range(1, 0, 2, 0, "Idea", &plain).expect("merged");
    sheet.merge_range(1, 1, 1, 2, "Owner", &plain).expect("merged");
    sheet.write(2, 1, "Business").expect("written");
    sheet.write(2, 2, "IT").expect("written");
    for (at, name) in ["Votes", "Stage", "Since", "Viewpoint"].into_iter().enumerate() {
        sheet.write(2, 3 + at as u16, name).expect("written");
    }
    let day = ExcelDateTime::from_ymd(2024, 3, 15).expect("a day");
    sheet.write(3, 0, "Wayfinding & more").expect("written");
    sheet.write(3, 1, "Ann").expect("written");
    sheet.write(3, 2, "Bo").expect("written");
    sheet.write(3, 3, Formula::new("=3+4").set_result("7")).expect("written");
    sheet.write(3, 4, "Experiment").expect("written");
    sheet.write_with_format(3, 5, &day, &date).expect("written");
    sheet.merge_range(3, 6, 4, 6, "Customer service", &plain).expect("merged");
    sheet.write(4, 0, "Night post").expect("written");
    sheet.write(5, 0, "Ticket").expect("written");
    sheet.write(5, 4, "idea").expect("written");
    sheet.write(5, 5, "3 May 2024").expect("written");
    sheet.write(6, 0, "Lost and found").expect("written");
    sheet.write(6, 3, Formula::new("=1/0").set_result("#DIV/0!")).expect("written");
    workbook.save_to_buffer().expect("made")
}

#[test]
fn a_workbook_with_merged_headings_formulas_and_dates_ends_in_a_plan() {
    let list = List::from_bytes("ideas.xlsx", &workshop()).expect("read");
    assert_eq!(list.sheets(), ["Read me", "Ideas"]);
    let plan = plan(&list, &Choices { sheet: 1, ..Choices::default() });
    assert_eq!(plan.heading, Some(3));
    let names: Vec<&str> = plan.columns.iter().map(|column| column.heading.as_str()).collect();
    assert_eq!(names, ["Idea", "Owner Business", "Owner IT", "Votes", "Stage", "Since", "Viewpoint"]);
    assert_eq!(
        fields(&plan),
        [
            Field::Title,
            Field::BusinessOwner,
            Field::ItOwner,
            Field::Votes,
            Field::Stage,
            Field::Since,
            Field::Viewpoint
        ]
        .map(Some)
    );
    let idea = only_new(&plan);
    assert_eq!(
        (idea.title.as_str(), idea.business_owner.as_str(), idea.it_owner.as_str()),
        ("Wayfinding & more", "Ann", "Bo")
    );
    assert_eq!((idea.votes, idea.viewpoint.as_str()), (Some(7), "Customer service"));
    assert_eq!(idea.stages[0].since.map(|date| date.to_string()), Some("2024-03-15".into()));
    let told = told(&plan);
    assert_eq!(told[1..3], ["new Night post", "new Ticket"]);
    assert!(told[3].contains("error of the spreadsheet"), "{told:?}");
    let taken = Plan::of(&list, &Choices { sheet: 1, incomplete: true, ..Choices::default() }, &map());
    assert!(matches!(&taken.lines[1].outcome, Outcome::New(idea) if idea.viewpoint == "Customer service"));
    assert!(plan.remarks.iter().any(|remark| remark.contains("merged cells")));
    assert!(plan.remarks.iter().any(|remark| remark == "2 rows above the heading are left out."), "{:?}", plan.remarks);
}

#[test]
fn another_heading_can_be_chosen_or_none() {
    let list = List::from_bytes("ideas.xlsx", &workshop()).expect("read");
    let mut choices = Choices { sheet: 1, heading: Some(None), ..Choices::default() };
    choices.assign(0, Some(Field::Title), &[]);
    let plan = plan(&list, &choices);
    assert_eq!(told(&plan)[0], "new Workshop, spring");
    assert_eq!(plan.headings[2].0, 3);
}

#[test]
fn five_thousand_rows_with_a_mark_semicolons_and_decimal_commas_are_read() {
    let rows: String = (0..5000).map(|n| format!("\"Idea; {n}\";{},5;{}.05.2024\r\n", n % 90, n % 28 + 1)).collect();
    let bytes = format!("\u{feff}Title;Investment;Since\r\n{rows}");
    let list = List::from_bytes("ideas.csv", bytes.as_bytes()).expect("read");
    let plan = plan(&list, &Choices::default());
    assert_eq!(plan.counts(), [5000, 0, 0, 0]);
    assert_eq!(
        (plan.decimal, plan.order),
        (Question::Decided(DecimalMark::Comma), Question::Decided(DayOrder::DayFirst))
    );
    assert_eq!(plan.lines[4999].title, "Idea; 4999");
}

#[test]
fn files_that_are_no_lists_are_refused_in_a_sentence() {
    let refused = |bytes: &[u8]| List::from_bytes("x", bytes).expect_err("no list");
    assert!(refused(&[0xD0, 0xCF, 0x11, 0xE0, 1, 2]).contains("old kind"));
    assert!(refused(b"PK\x03\x04 and no more").contains("damaged"));
    let mut cut = workshop();
    cut.truncate(cut.len() / 2);
    assert!(refused(&cut).contains("damaged"));
    let mut nothing = Workbook::new();
    nothing.add_worksheet();
    assert!(refused(&nothing.save_to_buffer().expect("made")).contains("Nothing stands"));
}

#[test]
fn a_workbook_that_unpacks_to_too_much_is_refused() {
    use std::io::Write as _;
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    writer.start_file("xl/workbook.xml", options).expect("begun");
    writer.write_all(b"<workbook/>").expect("written");
    writer.start_file("xl/sharedStrings.xml", options).expect("begun");
    let spaces = vec![b' '; 1 << 20];
    for _ in 0..129 {
        writer.write_all(&spaces).expect("written");
    }
    let bytes = writer.finish().expect("made").into_inner();
    assert!(bytes.len() < 1 << 20);
    assert!(List::from_bytes("bomb.xlsx", &bytes).is_err_and(|why| why.contains("128 MiB")));
}

#[test]
fn the_table_that_the_program_exports_comes_back_without_a_change() {
    let map = map();
    let moment = crate::map::Moment::of(&map, None, Day::from_civil(2024, 1, 1));
    let csv = crate::export::csv(&map, crate::export::Sheet::Initiatives, moment);
    let list = List::from_bytes("table.csv", csv.as_bytes()).expect("read");
    let plan = Plan::of(&list, &Choices::default(), &map);
    assert_eq!(plan.counts(), [0, 0, 3, 0], "{:?}", plan.remarks);
}
