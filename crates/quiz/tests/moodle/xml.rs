//! A reader of XML, strict enough: elements that are closed in order, CDATA, the five entities.

use quiz::moodle::xml;

use crate::{Answer, Read, bank, categories, check};

#[derive(Debug, Default, Clone)]
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    children: Vec<Element>,
    text: String,
}

impl Element {
    fn child(&self, name: &str) -> &Element {
        self.children
            .iter()
            .find(|child| child.name == name)
            .unwrap_or_else(|| panic!("no {name} in {self:?}"))
    }

    /// The text in the `text` element of a child.
    fn text_of(&self, name: &str) -> String {
        self.child(name).child("text").text.clone()
    }

    fn attribute(&self, name: &str) -> &str {
        self.attributes.iter().find(|(own, _)| own == name).map_or("", |(_, value)| value)
    }
}

fn resolved(text: &str) -> String {
    let ends = text
        .split('&')
        .skip(1)
        .all(|rest| ["amp;", "lt;", "gt;", "quot;", "apos;"].iter().any(|e| rest.starts_with(e)));
    assert!(ends, "an entity that XML does not know: {text}");
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&amp;", "&")
}

fn parse(text: &str) -> Element {
    let mut rest =
        text.strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>").expect("the first line").trim();
    let mut open = vec![Element::default()];
    while !rest.is_empty() {
        let top = open.last_mut().expect("the root stays");
        if let Some(data) = rest.strip_prefix("<![CDATA[") {
            let (data, after) = data.split_once("]]>").expect("the end of CDATA");
            top.text += data;
            rest = after;
        } else if let Some(close) = rest.strip_prefix("</") {
            let (name, after) = close.split_once('>').expect("the end of a tag");
            let element = open.pop().expect("an open element");
            assert_eq!(element.name, name, "closed in order");
            open.last_mut().expect("it has a parent").children.push(element);
            rest = after;
        } else if let Some(tag) = rest.strip_prefix('<') {
            let (tag, after) = tag.split_once('>').expect("the end of a tag");
            let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
            let pair = |pair: &str| {
                let (name, value) = pair.split_once("=\"").expect("a value between quotes");
                (name.to_owned(), resolved(value.strip_suffix('"').expect("the end of a value")))
            };
            let attributes = attributes
                .split_inclusive("\" ")
                .map(str::trim)
                .filter(|a| !a.is_empty())
                .map(pair)
                .collect();
            open.push(Element { name: name.to_owned(), attributes, ..Element::default() });
            rest = after;
        } else {
            let end = rest.find('<').unwrap_or(rest.len());
            top.text += &resolved(&rest[..end]);
            rest = &rest[end..];
        }
    }
    assert_eq!(open.len(), 1, "all is closed");
    open.remove(0).children.remove(0)
}

fn answers(question: &Element) -> Vec<Answer> {
    if question.attribute("type") == "matching" {
        let pairs = question.children.iter().filter(|child| child.name == "subquestion");
        return pairs
            .map(|pair| Answer {
                fraction: 100.0,
                text: pair.child("text").text.clone(),
                feedback: pair.text_of("answer"),
            })
            .collect();
    }
    let answers = question.children.iter().filter(|child| child.name == "answer");
    answers
        .map(|answer| Answer {
            fraction: answer.attribute("fraction").parse().expect("a number"),
            text: answer.child("text").text.clone(),
            feedback: answer.text_of("feedback"),
        })
        .collect()
}

#[test]
fn all_questions_come_back_from_moodle_xml() {
    let bank = bank();
    let quiz = parse(&xml(&categories(&bank)));
    assert_eq!(quiz.name, "quiz");
    let mut category = String::new();
    let mut read = Vec::new();
    for question in &quiz.children {
        if question.attribute("type") == "category" {
            category = question.text_of("category");
            continue;
        }
        assert_eq!(question.child("questiontext").attribute("format"), "html");
        match question.attribute("type") {
            "multichoice" => assert!(["true", "false"].contains(&&*question.child("single").text)),
            "shortanswer" => assert_eq!(question.child("usecase").text, "0"),
            "numerical" => assert_eq!(question.child("answer").child("tolerance").text, "0"),
            "matching" => assert_eq!(question.child("shuffleanswers").text, "true"),
            other => panic!("no type `{other}` in Moodle's core"),
        }
        read.push(Read {
            category: category.clone(),
            name: question.text_of("name"),
            text: question.text_of("questiontext"),
            general_feedback: question.text_of("generalfeedback"),
            answers: answers(question),
        });
    }
    check(&read, &bank);
}
