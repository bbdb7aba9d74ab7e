//! `styles.xml`: the named styles, and the pages with what is at their top and bottom.

use super::content::head;
use super::xml::{self, Text};
use crate::sheets::document::{Document, Kind};

/// The sizes of a version: in points, lines in parts of a hundred of the text's height, the rest in millimetres.
struct Sizes {
    text: u32,
    code: u32,
    headings: [u32; 4],
    line: u32,
    after: f64,
    answer: u32,
}

const USUAL: Sizes =
    Sizes { text: 11, code: 8, headings: [18, 16, 14, 12], line: 115, after: 2.0, answer: 8 };
const LARGE: Sizes =
    Sizes { text: 18, code: 18, headings: [26, 24, 22, 19], line: 150, after: 5.0, answer: 13 };

/// The file. Style names that contain `_20_`, a space, are those that office programs know as their own.
pub(super) fn write(document: &Document, large: bool) -> String {
    let sizes = if large { LARGE } else { USUAL };
    format!(
        "{}<office:document-styles {} office:version=\"1.3\">\n{FONTS}<office:styles>\n{}{}{}{LISTS}\
         </office:styles>\n<office:automatic-styles>\n{PAGE}</office:automatic-styles>\n<office:master-styles>\n{}\
         </office:master-styles>\n</office:document-styles>\n",
        xml::DECLARATION,
        xml::NAMESPACES,
        defaults(&sizes),
        paragraphs(&sizes),
        characters(large),
        masters(document)
    )
}

const FONTS: &str = "<office:font-face-decls>\n\
    <style:font-face style:name=\"Texte\" svg:font-family=\"'Liberation Sans', Arial\" style:font-family-generic=\"swiss\"/>\n\
    <style:font-face style:name=\"Code\" svg:font-family=\"'DejaVu Sans Mono', Consolas\" \
    style:font-family-generic=\"modern\" style:font-pitch=\"fixed\"/>\n</office:font-face-decls>\n";

fn defaults(Sizes { text, .. }: &Sizes) -> String {
    format!(
        "<style:default-style style:family=\"paragraph\"><style:paragraph-properties fo:text-align=\"start\" \
         fo:hyphenation-ladder-count=\"no-limit\" fo:orphans=\"2\" fo:widows=\"2\" style:tab-stop-distance=\"10mm\"/>\
         <style:text-properties style:font-name=\"Texte\" fo:font-size=\"{text}pt\" fo:language=\"fr\" \
         fo:country=\"FR\" fo:hyphenate=\"false\"/></style:default-style>\n\
         <style:style style:name=\"Standard\" style:family=\"paragraph\" style:class=\"text\"/>\n"
    )
}

/// A paragraph style: its name, the one it takes after, its paragraph's properties, its text's.
fn paragraph(name: &str, parent: &str, paragraph: &str, text: &str) -> String {
    let display = name.replace("_20_", " ");
    format!(
        "<style:style style:name=\"{name}\" style:display-name=\"{display}\" style:family=\"paragraph\" \
         style:parent-style-name=\"{parent}\">{paragraph}<style:text-properties {text}/></style:style>\n"
    )
}

fn properties(attributes: &str) -> String {
    format!("<style:paragraph-properties {attributes}/>")
}

fn paragraphs(sizes: &Sizes) -> String {
    let Sizes { text, code, headings, line, after, answer } = sizes;
    let spaced = format!("fo:line-height=\"{line}%\" fo:margin-bottom=\"{after}mm\"");
    let strong = |size: u32| format!("fo:font-size=\"{size}pt\" fo:font-weight=\"bold\"");
    let code_text = format!("style:font-name=\"Code\" fo:font-size=\"{code}pt\"");
    let code_lines = "fo:margin-left=\"9mm\" fo:text-indent=\"-6mm\" fo:border-left=\"2pt solid #777777\" \
                      fo:padding-left=\"2mm\"";
    let mut all = paragraph("Text_20_body", "Standard", &properties(&spaced), "");
    let kept = properties(&format!("{spaced} fo:keep-with-next=\"always\""));
    all += &paragraph("Annonce", "Text_20_body", &kept, "");
    // The first page is another one, for the names at its top.
    let title = paragraph(
        "Title",
        "Standard",
        &properties(&format!(
            "fo:margin-top=\"2mm\" fo:margin-bottom=\"{after}mm\" fo:keep-with-next=\"always\""
        )),
        &strong(headings[0]),
    );
    all += &title.replacen("<style:style ", "<style:style style:master-page-name=\"Premiere\" ", 1);
    for (level, size) in (1..).zip(headings).skip(1).chain([(1, &headings[0])]) {
        let heading = properties(&format!(
            "fo:margin-top=\"{}mm\" fo:margin-bottom=\"{after}mm\" fo:keep-with-next=\"always\"",
            after * 2.0
        ));
        let style = paragraph(&format!("Heading_20_{level}"), "Standard", &heading, &strong(*size));
        let outline = format!(
            "<style:style style:default-outline-level=\"{level}\" style:next-style-name=\"Text_20_body\" "
        );
        all += &style.replacen("<style:style ", &outline, 1);
    }
    all += &paragraph(
        "Question",
        "Standard",
        &properties(&format!("{spaced} fo:margin-top=\"{after}mm\" fo:keep-with-next=\"always\"")),
        "",
    );
    let answer_line = format!("fo:line-height=\"{answer}mm\"");
    let grey = "fo:color=\"#555555\"";
    let kept = format!("{answer_line} fo:keep-with-next=\"always\"");
    all += &paragraph("Reponse", "Standard", &dotted(&kept, &["176mm"]), grey);
    all += &paragraph("Reponse_20_fin", "Standard", &dotted(&answer_line, &["176mm"]), grey);
    all += &paragraph(
        "Preformatted_20_Text",
        "Standard",
        &properties(&format!("{code_lines} fo:line-height=\"120%\"")),
        &code_text,
    );
    all += &paragraph(
        "Code_20_fin",
        "Preformatted_20_Text",
        &properties(&format!("{code_lines} fo:line-height=\"120%\" fo:margin-bottom=\"{after}mm\"")),
        "",
    );
    all += &paragraph(
        "Note",
        "Standard",
        &properties(
            "fo:border-left=\"4pt solid #000000\" fo:padding-left=\"3mm\" fo:background-color=\"#f2f2f2\" fo:margin-left=\"2mm\" fo:margin-bottom=\"2mm\" style:join-border=\"true\"",
        ),
        "",
    );
    all += &paragraph(
        "List",
        "Standard",
        &properties(&format!("fo:line-height=\"{line}%\" fo:margin-bottom=\"1mm\"")),
        "",
    );
    all += &paragraph(
        "Table_20_Contents",
        "Standard",
        "",
        &format!("fo:font-size=\"{}pt\"", if *text > 11 { *text } else { 10 }),
    );
    all += &paragraph("Table_20_Heading", "Table_20_Contents", "", "fo:font-weight=\"bold\"");
    all += &paragraph(
        "Apres_20_tableau",
        "Standard",
        &properties("fo:line-height=\"2mm\""),
        "fo:font-size=\"4pt\"",
    );
    all += &paragraph(
        "Figure",
        "Standard",
        &properties("fo:text-align=\"center\" fo:keep-with-next=\"always\""),
        "",
    );
    all += &paragraph(
        "Legende",
        "Standard",
        &properties(&format!("fo:text-align=\"center\" fo:margin-bottom=\"{after}mm\"")),
        "",
    );
    let small = format!("fo:font-size=\"{}pt\"", if *text > 11 { *text } else { 9 });
    all += &paragraph("Header", "Standard", "", &small);
    all += &paragraph("Footer", "Standard", &properties("fo:text-align=\"end\""), &small);
    all += &paragraph("Noms_20_1", "Standard", &dotted(&answer_line, &["92mm", "176mm"]), "");
    all += &paragraph("Noms_20_2", "Standard", &dotted(&answer_line, &["62mm", "125mm", "176mm"]), "");
    all
}

/// Properties with tabulations that draw dots up to them.
fn dotted(attributes: &str, stops: &[&str]) -> String {
    let stop = |position: &&str| {
        format!(
            "<style:tab-stop style:position=\"{position}\" style:leader-style=\"dotted\" style:leader-text=\".\"/>"
        )
    };
    let stops: String = stops.iter().map(stop).collect();
    format!(
        "<style:paragraph-properties {attributes}><style:tab-stops>{stops}</style:tab-stops></style:paragraph-properties>"
    )
}

fn characters(large: bool) -> String {
    // Its letters are wide: a little smaller, they are as large as the others; in large print nothing is smaller.
    let code = if large { 100 } else { 88 };
    let style = |name: &str, properties: &str| {
        let display = name.replace("_20_", " ");
        format!(
            "<style:style style:name=\"{name}\" style:display-name=\"{display}\" style:family=\"text\">\
             <style:text-properties {properties}/></style:style>\n"
        )
    };
    style("Strong_20_Emphasis", "fo:font-weight=\"bold\"")
        + &style("Emphasis", if large { "fo:font-style=\"normal\"" } else { "fo:font-style=\"italic\"" })
        + &style("Source_20_Text", &format!("style:font-name=\"Code\" fo:font-size=\"{code}%\""))
}

const LISTS: &str = "<text:list-style style:name=\"Puces\"><text:list-level-style-bullet text:level=\"1\" \
    text:bullet-char=\"•\"><style:list-level-properties text:list-level-position-and-space-mode=\"label-alignment\">\
    <style:list-level-label-alignment text:label-followed-by=\"listtab\" text:list-tab-stop-position=\"6mm\" \
    fo:text-indent=\"-5mm\" fo:margin-left=\"6mm\"/></style:list-level-properties></text:list-level-style-bullet>\
    </text:list-style>\n\
    <text:list-style style:name=\"Numeros\"><text:list-level-style-number text:level=\"1\" style:num-format=\"1\" \
    style:num-suffix=\".\"><style:list-level-properties text:list-level-position-and-space-mode=\"label-alignment\">\
    <style:list-level-label-alignment text:label-followed-by=\"listtab\" text:list-tab-stop-position=\"8mm\" \
    fo:text-indent=\"-7mm\" fo:margin-left=\"8mm\"/></style:list-level-properties></text:list-level-style-number>\
    </text:list-style>\n";

const PAGE: &str = "<style:page-layout style:name=\"A4\"><style:page-layout-properties fo:page-width=\"210mm\" \
    fo:page-height=\"297mm\" style:print-orientation=\"portrait\" fo:margin-top=\"14mm\" fo:margin-bottom=\"12mm\" \
    fo:margin-left=\"17mm\" fo:margin-right=\"17mm\"/><style:header-style><style:header-footer-properties \
    fo:min-height=\"7mm\" fo:margin-bottom=\"3mm\"/></style:header-style><style:footer-style>\
    <style:header-footer-properties fo:min-height=\"7mm\" fo:margin-top=\"3mm\"/></style:footer-style></style:page-layout>\n";

fn masters(document: &Document) -> String {
    let footer = "<style:footer><text:p text:style-name=\"Footer\"><text:page-number text:select-page=\"current\"/>\
                  \u{202f}/\u{202f}<text:page-count/></text:p></style:footer>";
    let header = |content: &str| match content {
        "" => String::new(),
        content => format!("<style:header>{content}</style:header>"),
    };
    let title = format!("<text:p text:style-name=\"Header\">{}</text:p>", Text(&document.title));
    let first = if document.kind == Kind::Card { String::new() } else { header(&head(document.kind)) };
    format!(
        "<style:master-page style:name=\"Standard\" style:page-layout-name=\"A4\">{}{footer}</style:master-page>\n\
         <style:master-page style:name=\"Premiere\" style:display-name=\"Première page\" style:page-layout-name=\"A4\" \
         style:next-style-name=\"Standard\">{first}{footer}</style:master-page>\n",
        header(&title)
    )
}
