//! The ODT files, as far as they can be judged without an office program.

use std::io::{Cursor, Read};

use zip::{CompressionMethod, ZipArchive};

/// A file within an ODT.
pub struct File {
    pub name: String,
    pub text: String,
    method: CompressionMethod,
}

/// The files of an ODT, in order.
pub fn files(odt: &[u8]) -> Vec<File> {
    let mut archive = ZipArchive::new(Cursor::new(odt)).expect("a zip");
    let files = (0..archive.len()).map(|index| {
        let mut entry = archive.by_index(index).expect("an entry");
        let mut text = String::new();
        entry.read_to_string(&mut text).expect("UTF-8");
        File { name: entry.name().to_owned(), text, method: entry.compression() }
    });
    files.collect()
}

fn all() -> impl Iterator<Item = (&'static String, Vec<File>)> {
    let odts = super::sheets().iter().filter(|(name, _)| name.ends_with(".odt"));
    odts.map(|(name, file)| (name, files(file)))
}

#[test]
fn the_type_comes_first_and_is_not_compressed() {
    for (name, files) in all() {
        let first = &files[0];
        assert_eq!(first.name, "mimetype", "{name}");
        assert_eq!(first.text, "application/vnd.oasis.opendocument.text", "{name}");
        assert_eq!(first.method, CompressionMethod::Stored, "{name}");
        // As programs that look at the first bytes expect it: nothing between the name and the content.
        assert_eq!(&super::sheets()[name][30..46], b"mimetypeapplicat", "{name}");
    }
}

#[test]
fn the_manifest_names_all_that_is_there() {
    for (name, files) in all() {
        let manifest = files.iter().find(|file| file.name == "META-INF/manifest.xml").expect("a manifest");
        let named: Vec<&str> = quoted(&manifest.text, "full-path").filter(|path| *path != "/").collect();
        let there = files.iter().map(|file| file.name.as_str());
        let there: Vec<&str> =
            there.filter(|file| !["mimetype", "META-INF/manifest.xml"].contains(file)).collect();
        assert_eq!(named, there, "{name}");
    }
}

#[test]
fn the_xml_is_well_formed() {
    for (name, files) in all() {
        for file in files.iter().filter(|file| file.name != "mimetype") {
            if let Err(fault) = well_formed(&file.text) {
                panic!("{name}, {}: {fault}", file.name);
            }
        }
    }
}

#[test]
fn each_style_that_is_used_is_defined() {
    for (name, files) in all() {
        let of =
            |wanted: &str| files.iter().find(|file| file.name == wanted).expect("it is there").text.as_str();
        let both = of("content.xml").to_owned() + of("styles.xml");
        let defined: Vec<&str> =
            both.split("style:name=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        for used in quoted(&both, "text:style-name").chain(quoted(&both, "table:style-name")) {
            assert!(defined.contains(&used), "{name}: the style {used} is defined nowhere");
        }
    }
}

#[test]
fn figures_come_along() {
    let (_, files) = all().find(|(name, _)| *name == "eleve/tp5.odt").expect("TP 5");
    let content = &files.iter().find(|file| file.name == "content.xml").expect("a content").text;
    let shown: Vec<&str> = quoted(content, "xlink:href").collect();
    assert_eq!(shown, ["Pictures/figure-1.svg"]);
    let figure = files.iter().find(|file| file.name == shown[0]).expect("the figure");
    assert!(figure.text.contains("PUBLISH") && !figure.text.contains("currentColor"), "{}", figure.text);
}

/// The values of an attribute.
fn quoted<'a>(xml: &'a str, attribute: &str) -> impl Iterator<Item = &'a str> {
    let begin = format!("{attribute}=\"");
    let values: Vec<&str> = xml.split(&begin).skip(1).filter_map(|rest| rest.split('"').next()).collect();
    values.into_iter()
}

/// Elements end in the order that they began in, and no `&` is alone.
fn well_formed(xml: &str) -> Result<(), String> {
    let mut open = Vec::new();
    for (index, part) in xml.split('<').enumerate() {
        let (tag, text) = part.split_once('>').unwrap_or(("", part));
        let entities = ["amp;", "lt;", "gt;", "quot;"];
        if part.split('&').skip(1).any(|rest| !entities.iter().any(|entity| rest.starts_with(entity))) {
            return Err(format!("an & alone: {part}"));
        }
        if tag.contains('"') && tag.matches('"').count() % 2 == 1 || text.contains('>') {
            return Err(format!("a tag that does not end: {part}"));
        }
        match tag.strip_prefix('/') {
            _ if index == 0 || tag.starts_with('?') || tag.ends_with('/') => {}
            Some(name) if open.pop() == Some(name) => {}
            Some(name) => return Err(format!("</{name}> ends what did not begin")),
            None => open.push(tag.split_whitespace().next().unwrap_or_default()),
        }
    }
    if open.is_empty() { Ok(()) } else { Err(format!("not ended: {open:?}")) }
}

#[test]
fn what_is_not_well_formed_is_told() {
    for (xml, whether) in [
        ("<a b=\"c\"><d/>e &amp; f</a>", true),
        ("<a><b></a></b>", false),
        ("<a>", false),
        ("<a>&</a>", false),
    ] {
        assert_eq!(well_formed(xml).is_ok(), whether, "{xml}");
    }
}
