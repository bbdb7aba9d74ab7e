//! A sheet as an `OpenDocument` text, for teachers to edit (`OpenDocument` 1.3, parts 2 and 3).

mod content;
mod styles;
mod xml;

use std::io::{Cursor, Write};

use anyhow::Result;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::document::Document;

const MIMETYPE: &str = "application/vnd.oasis.opendocument.text";

/// The bytes of the file.
pub(super) fn write(document: &Document, large: bool) -> Result<Vec<u8>> {
    let content = content::Content::of(document, large);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // The type of the file is told by its first bytes: this entry comes first, and is not compressed (part 2, 3.3).
    zip.start_file("mimetype", SimpleFileOptions::default().compression_method(CompressionMethod::Stored))?;
    zip.write_all(MIMETYPE.as_bytes())?;
    let mut entries = vec![
        ("content.xml".to_owned(), content.xml),
        ("styles.xml".to_owned(), styles::write(document, large)),
        ("meta.xml".to_owned(), meta(&document.title)),
    ];
    entries.extend((1..).zip(content.drawings).map(|(number, svg)| (content::picture(number), svg)));
    let manifest = manifest(entries.iter().map(|(name, _)| name.as_str()));
    entries.push(("META-INF/manifest.xml".to_owned(), manifest));
    for (name, text) in entries {
        zip.start_file(name, SimpleFileOptions::default())?;
        zip.write_all(text.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

fn meta(title: &str) -> String {
    format!(
        "{}<office:document-meta {} office:version=\"1.3\"><office:meta><dc:title>{}</dc:title>\
         <dc:language>fr-FR</dc:language></office:meta></office:document-meta>\n",
        xml::DECLARATION,
        xml::NAMESPACES,
        xml::Text(title)
    )
}

fn manifest<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let entry = |name: &str| {
        let kind = if name.ends_with(".svg") { "image/svg+xml" } else { "text/xml" };
        format!("<manifest:file-entry manifest:full-path=\"{name}\" manifest:media-type=\"{kind}\"/>\n")
    };
    let entries: String = names.map(entry).collect();
    format!(
        "{}<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" \
         manifest:version=\"1.3\">\n<manifest:file-entry manifest:full-path=\"/\" manifest:version=\"1.3\" \
         manifest:media-type=\"{MIMETYPE}\"/>\n{entries}</manifest:manifest>\n",
        xml::DECLARATION
    )
}
