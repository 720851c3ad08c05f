//! As much of an XML reader as refuses what is not well-formed: tags that do not nest, attributes twice or unquoted,
//! entities and characters that XML does not have.

use std::collections::BTreeMap;

/// An element, its attributes, its text and what stands in it.
#[derive(Debug, Default)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: BTreeMap<String, String>,
    pub(crate) text: String,
    pub(crate) children: Vec<Element>,
}

/// Reads a document with one root; an error says what is wrong.
pub(crate) fn read(text: &str) -> Result<Element, String> {
    if let Some(c) = text.chars().find(|c| !is_character(*c)) {
        return Err(format!("{c:?} is no character of XML"));
    }
    let body = text.strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n").ok_or("no declaration")?;
    let mut open = vec![Element::default()];
    let mut rest = body;
    while let Some(at) = rest.find('<') {
        let last = open.last_mut().ok_or("closed too often")?;
        last.text += &unescaped(&rest[..at])?;
        let (tag, after) = rest[at + 1..].split_once('>').ok_or("a tag does not end")?;
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            let element = open.pop().filter(|element| element.name == name).ok_or_else(|| format!("</{name}>"))?;
            open.last_mut().ok_or("closed too often")?.children.push(element);
            continue;
        }
        let (tag, empty) = tag.strip_suffix('/').map_or((tag, false), |tag| (tag, true));
        let element = element(tag)?;
        if empty {
            open.last_mut().ok_or("closed too often")?.children.push(element);
        } else {
            open.push(element);
        }
    }
    match &mut open[..] {
        [document] if document.children.len() == 1 && rest.trim().is_empty() => {
            document.children.pop().ok_or_else(|| "no root".to_owned())
        }
        open => Err(format!("{} tags are not closed, or there is not one root", open.len() - 1)),
    }
}

fn element(tag: &str) -> Result<Element, String> {
    let (name, mut rest) = tag.split_once(' ').unwrap_or((tag, ""));
    let is_name =
        |name: &str| name.chars().all(|c| c.is_ascii_alphanumeric() || ":.-_".contains(c)) && !name.is_empty();
    let mut attributes = BTreeMap::new();
    while !rest.trim().is_empty() {
        let (attribute, after) = rest.trim_start().split_once("=\"").ok_or_else(|| format!("<{tag}>"))?;
        let (value, after) = after.split_once('"').ok_or_else(|| format!("<{tag}>"))?;
        rest = after;
        let twice = attributes.insert(attribute.to_owned(), unescaped(value)?).is_some();
        if twice || !is_name(attribute) {
            return Err(format!("<{tag}>"));
        }
    }
    if is_name(name) {
        Ok(Element { name: name.to_owned(), attributes, ..Element::default() })
    } else {
        Err(format!("<{tag}>"))
    }
}

/// The text that is meant.
fn unescaped(text: &str) -> Result<String, String> {
    if text.contains("]]>") {
        return Err("]]> in a text".to_owned());
    }
    let mut parts = text.split('&');
    let mut meant = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (entity, after) = part.split_once(';').ok_or_else(|| format!("&{part}"))?;
        let known = [("amp", '&'), ("lt", '<'), ("gt", '>'), ("quot", '"'), ("apos", '\'')];
        let (_, c) = known.iter().find(|(name, _)| *name == entity).ok_or_else(|| format!("&{entity};"))?;
        meant.push(*c);
        meant += after;
    }
    Ok(meant)
}

/// The characters of XML 1.0.
fn is_character(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

#[test]
fn what_is_not_well_formed_is_refused() {
    let parsed = |body: &str| read(&format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{body}"));
    let root = parsed("<a b=\"c &lt;\"><d/>e &amp; f<d>g</d></a>\n").expect("well-formed");
    assert_eq!((root.attributes["b"].as_str(), root.text.as_str(), root.children.len()), ("c <", "e & f", 2));
    for wrong in
        ["<a>", "<a></b>", "<a/><a/>", "<a>&</a>", "<a>&x;</a>", "<a b=c/>", "<a b=\"1\" b=\"2\"/>", "<a>\0</a>", "<a"]
    {
        assert!(parsed(wrong).is_err(), "{wrong}");
    }
}
