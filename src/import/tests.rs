//! Maps put into pictures and taken out again.

use std::io::{Cursor, Write as _};

use proptest::prelude::*;

use super::*;
use crate::export::embed::{self, digest};
use crate::export::{Choices, Format, PngSize, export};
use crate::file::samples;
use crate::map::Day;

const FORMATS: [Format; 2] = [Format::Png, Format::Svg];

fn map_file() -> &'static [u8] {
    samples::find("kaiser-permanente").expect("the sample").bytes
}

fn picture(format: Format, embed: bool) -> Vec<u8> {
    let map = file::parse(map_file(), "sample").expect("loads").map;
    let choices = Choices { embed, size: PngSize::Width(800), ..Choices::new(Day(20_000)) };
    export(&map, format, &choices, &mut |_| true).expect("exported").bytes
}

fn taken_out(bytes: &[u8]) -> Result<Option<Embedded>, String> {
    embedded(bytes.to_vec(), Carrier::of(bytes).expect("a carrier"))
}

/// A PDF with one page and these objects behind it, from the fifth on.
fn pdf(page: &str, objects: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let stream = |dict: &str, data: &[u8]| {
        let mut object = format!("<<{dict}/Length {}>>\nstream\n", data.len()).into_bytes();
        object.extend_from_slice(data);
        object.extend_from_slice(b"\nendstream");
        object
    };
    let mut all = vec![
        b"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(map.headway.json)5 0 R]>>>>>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Resources<<>>/Contents 4 0 R>>".to_vec(),
        stream("", page.as_bytes()),
    ];
    all.extend(objects.iter().cloned());
    let mut places = Vec::new();
    for (i, object) in all.iter().enumerate() {
        places.push(bytes.len());
        writeln!(bytes, "{} 0 obj", i + 1).expect("written");
        bytes.extend_from_slice(object);
        bytes.extend_from_slice(b"\nendobj\n");
    }
    let start = bytes.len();
    write!(bytes, "xref\n0 {}\n0000000000 65535 f \n", all.len() + 1).expect("written");
    for place in places {
        writeln!(bytes, "{place:010} 00000 n ").expect("written");
    }
    write!(bytes, "trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n", all.len() + 1).expect("written");
    bytes
}

fn packed(map: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(map).expect("packed");
    packer.finish().expect("packed")
}

/// A PDF that carries a map, with a page that is drawn so.
fn carrying_pdf(page: &str, drawn_first: &str, map: &[u8]) -> Vec<u8> {
    let digest = digest::of_pdf(pdf(drawn_first, &[])).expect("a document");
    let spec = format!(
        "<</Type/Filespec/F(map.headway.json)/UF(map.headway.json)/EF<</F 6 0 R>>/Desc({})>>",
        embed::sentence_of(&digest)
    );
    let data = packed(map);
    let mut file = format!("<</Type/EmbeddedFile/Filter/FlateDecode/Length {}>>\nstream\n", data.len()).into_bytes();
    file.extend_from_slice(&data);
    file.extend_from_slice(b"\nendstream");
    pdf(page, &[spec.into_bytes(), file])
}

fn carrying_pptx(slide: &str, drawn_first: &str, map: &[u8]) -> Vec<u8> {
    let digest = digest::of_pptx([("ppt/slides/slide1.xml", drawn_first.as_bytes())]);
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    let parts = [
        ("[Content_Types].xml", "<Types/>".to_owned()),
        ("customXml/item1.xml", "<other/>".to_owned()),
        ("customXml/item2.xml", embed::element(map, &digest)),
        ("ppt/slides/slide1.xml", slide.to_owned()),
    ];
    for (name, text) in parts {
        archive.start_file(name, options).expect("begun");
        archive.write_all(text.as_bytes()).expect("written");
    }
    archive.finish().expect("finished").into_inner()
}

/// A PDF as the library makes it that documents are written with: a square on two pages, and perhaps a map.
fn written_pdf(side: f32, attached: Option<&str>) -> Vec<u8> {
    use krilla::embed::{AssociationKind, EmbeddedFile};
    let mut document = krilla::Document::new();
    for _ in 0..2 {
        let settings = krilla::page::PageSettings::from_wh(100.0, 100.0).expect("a page");
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        let mut path = krilla::geom::PathBuilder::new();
        path.push_rect(krilla::geom::Rect::from_xywh(10.0, 10.0, side, side).expect("a square"));
        surface.draw_path(&path.finish().expect("a path"));
        surface.finish();
        page.finish();
    }
    if let Some(description) = attached {
        let file = EmbeddedFile {
            path: embed::ATTACHMENT.into(),
            mime_type: None,
            description: Some(description.into()),
            association_kind: AssociationKind::Source,
            data: map_file().to_vec().into(),
            modification_date: None,
            compress: None,
            location: None,
        };
        document.embed_file(file).expect("embedded");
    }
    document.finish().expect("written")
}

#[test]
fn a_map_comes_back_from_a_document_with_pages() {
    let digest = digest::of_pdf(written_pdf(20.0, None)).expect("a document");
    let carrying = |side| taken_out(&written_pdf(side, Some(&embed::sentence_of(&digest))));
    let found = carrying(20.0).expect("sound").expect("a map");
    assert_eq!((found.map.as_slice(), found.changed), (map_file(), false));
    assert!(carrying(30.0).expect("sound").expect("a map").changed);
}

#[test]
fn a_map_comes_back_byte_for_byte_from_what_carries_it() {
    let mut carriers: Vec<Vec<u8>> = FORMATS.iter().map(|format| picture(*format, true)).collect();
    carriers.push(carrying_pdf("0 0 m", "0 0 m", map_file()));
    carriers.push(carrying_pptx("<p/>", "<p/>", map_file()));
    for bytes in carriers {
        let found = taken_out(&bytes).expect("sound").expect("a map");
        assert_eq!(found.map, map_file());
        assert!(!found.changed, "{:?}", Carrier::of(&bytes));
    }
}

#[test]
fn a_picture_without_a_map_carries_none() {
    for format in FORMATS {
        assert_eq!(taken_out(&picture(format, false)), Ok(None));
    }
    assert_eq!(taken_out(&pdf("0 0 m", &[])), Ok(None));
}

#[test]
fn a_picture_that_was_decoded_and_encoded_again_carries_none() {
    let bytes = picture(Format::Png, true);
    let mut reader = ::png::Decoder::new(Cursor::new(&bytes)).read_info().expect("a picture");
    let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
    let info = reader.next_frame(&mut pixels).expect("pixels");
    let mut again = Vec::new();
    let mut encoder = ::png::Encoder::new(&mut again, info.width, info.height);
    encoder.set_color(info.color_type);
    encoder.write_header().and_then(|mut writer| writer.write_image_data(&pixels)).expect("encoded");
    assert_eq!(taken_out(&again), Ok(None));
}

#[test]
fn what_was_changed_since_is_noticed_and_the_map_still_comes_back() {
    let svg = String::from_utf8(picture(Format::Svg, true)).expect("text");
    let painted = svg.replacen("</svg>", "<circle r=\"9\"/></svg>", 1);
    let (one, other) = (picture(Format::Png, true), {
        let map = file::parse(map_file(), "sample").expect("loads").map;
        let choices = Choices { size: PngSize::Width(801), ..Choices::new(Day(20_000)) };
        export(&map, Format::Png, &choices, &mut |_| true).expect("exported").bytes
    });
    // The text of one picture in front of the image of another.
    let (at, from) = (digest::of_png(&one).expect("a picture").1, digest::of_png(&other).expect("a picture").1);
    let text_at = one.windows(4).position(|name| name == b"iTXt").expect("the text") - 4;
    let pasted = [&other[..from], &one[text_at..at], &other[from..]].concat();
    let changed = [
        painted.into_bytes(),
        pasted,
        carrying_pdf("9 9 m", "0 0 m", map_file()),
        carrying_pptx("<q/>", "<p/>", map_file()),
    ];
    for bytes in changed {
        let found = taken_out(&bytes).expect("sound").expect("a map");
        assert_eq!(found.map, map_file());
        assert!(found.changed, "{:?}", Carrier::of(&bytes));
    }
}

#[test]
fn opening_says_what_it_found_in_a_sentence() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("picture.png");
    std::fs::write(&path, picture(Format::Png, true)).expect("written");
    let opened = open(&path).expect("opens");
    assert_eq!(opened.loaded.map, file::parse(map_file(), "sample").expect("loads").map);
    assert_eq!((opened.notice, opened.embedded.as_deref()), (None, Some(map_file())));
    std::fs::write(&path, picture(Format::Png, false)).expect("written");
    let said = open(&path).expect_err("no map").to_string();
    assert!(said.contains("picture.png carries no map: "), "{said}");
    std::fs::write(&path, map_file()).expect("written");
    assert!(open(&path).expect("a map, whatever its ending").embedded.is_none());
    assert!(matches!(open(&folder.path().join("none.png")), Err(ImportError::File(_))));
}

#[test]
fn what_pretends_to_hold_more_than_any_map_is_refused_without_being_unpacked() {
    let bomb = vec![b' '; 70 * 1024 * 1024];
    assert!(taken_out(&carrying_pdf("0 0 m", "0 0 m", &bomb)).is_err());
    assert!(taken_out(&carrying_pptx("<p/>", "<p/>", &bomb)).is_err());
    let mut png = picture(Format::Png, false);
    embed::put_into_png(&mut png, &bomb).expect("put in");
    assert!(taken_out(&png).is_err());
    let twice = packed(&packed(&vec![0; 300 * 1024 * 1024]));
    let mut hidden = b"<</Filter[/FlateDecode/FlateDecode]>>\nstream\n".to_vec();
    hidden.extend_from_slice(&twice);
    assert_eq!(taken_out(&pdf("0 0 m", &[hidden])), Ok(None));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn damaged_carriers_never_bring_the_program_down(
        which in 0_usize..4,
        cut in 0.0_f64..1.2,
        hits in prop::collection::vec((0.0_f64..1.0, any::<u8>()), 0..12),
    ) {
        let map = b"{\"format\":\"headway\"}";
        let mut bytes = match which {
            0 => {
                let mut png = Vec::new();
                let mut encoder = ::png::Encoder::new(&mut png, 2, 2);
                encoder.set_color(::png::ColorType::Grayscale);
                encoder.write_header().and_then(|mut writer| writer.write_image_data(&[0; 4])).expect("encoded");
                embed::put_into_png(&mut png, map).expect("put in");
                png
            }
            1 => {
                let mut svg = "<svg xmlns=\"http://www.w3.org/2000/svg\">\n<g/></svg>".to_owned();
                embed::put_into_svg(&mut svg, 41, map);
                svg.into_bytes()
            }
            2 => carrying_pdf("0 0 m", "0 0 m", map),
            _ => carrying_pptx("<p/>", "<p/>", map),
        };
        bytes.truncate((bytes.len() as f64 * cut) as usize);
        let length = bytes.len();
        for (place, byte) in hits {
            if let Some(hit) = bytes.get_mut((length as f64 * place) as usize) {
                *hit = byte;
            }
        }
        if let Some(carrier) = Carrier::of(&bytes) {
            let _ = embedded(bytes, carrier);
        }
    }
}
