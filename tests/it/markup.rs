//! A strict reader of pages: every element that is opened is closed in its turn, or the page is refused. Browsers forgive;
//! what has to be forgiven is where a stranger's text can become an element.

use std::collections::BTreeMap;

/// Elements without an end.
const VOID: [&str; 5] = ["meta", "link", "input", "br", "wbr"];

/// An element with all the text in it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Element {
    /// Its name.
    pub(crate) tag: String,
    /// Its attributes; a bare one has no value.
    pub(crate) attributes: BTreeMap<String, String>,
    /// The text in it and in all that lies in it.
    pub(crate) text: String,
}

impl Element {
    /// The value of an attribute.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }
}

/// Every element of a page, in the order in which they end.
///
/// # Errors
/// What is not closed in its turn, or is no markup.
pub(crate) fn elements(page: &str) -> Result<Vec<Element>, String> {
    let mut rest = page.strip_prefix("<!DOCTYPE html>").ok_or("no doctype")?;
    let (mut open, mut closed): (Vec<Element>, Vec<Element>) = (Vec::new(), Vec::new());
    while let Some((text, after)) = rest.split_once('<') {
        say(&mut open, text)?;
        if let Some(end) = after.strip_prefix('/') {
            let (tag, after) = end.split_once('>').ok_or("an end tag without an end")?;
            let element = open.pop().ok_or_else(|| format!("`{tag}` ends and did not begin"))?;
            if element.tag != tag {
                return Err(format!("`{}` ends as `{tag}`", element.tag));
            }
            if let Some(around) = open.last_mut() {
                around.text += &element.text;
                // Inside a sentence nothing is put between.
                if !["a", "b", "code", "i", "mark"].contains(&tag) {
                    around.text.push(' ');
                }
            }
            closed.push(element);
            rest = after;
            continue;
        }
        let (element, after) = begin(after)?;
        rest = after;
        match element.tag.as_str() {
            tag if VOID.contains(&tag) => closed.push(element),
            // Their text is no markup; only their own end tag ends it.
            "script" | "style" => {
                let end = format!("</{}>", element.tag);
                rest = rest.split_once(&end).ok_or("a script without an end")?.1;
                closed.push(element);
            }
            _ => open.push(element),
        }
    }
    match open.last() {
        Some(element) => Err(format!("`{}` does not end", element.tag)),
        None => Ok(closed),
    }
}

fn say(open: &mut [Element], text: &str) -> Result<(), String> {
    if text.contains('>') {
        return Err(format!("a `>` in the text `{text}`"));
    }
    if let Some(element) = open.last_mut() {
        element.text += &plain(text);
    }
    Ok(())
}

/// An element's beginning, after its `<`.
fn begin(text: &str) -> Result<(Element, &str), String> {
    let name = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == ':';
    let (tag, mut rest) = text.split_at(text.find(|c| !name(c)).unwrap_or(text.len()));
    if tag.is_empty() {
        return Err(format!("`<{}` is no element", text.chars().take(20).collect::<String>()));
    }
    let mut element = Element { tag: tag.to_owned(), ..Element::default() };
    loop {
        rest = rest.trim_start();
        if let Some(after) = rest.strip_prefix('>') {
            return Ok((element, after));
        }
        let (attribute, after) = rest.split_at(rest.find(|c| !name(c) && c != '_').unwrap_or(rest.len()));
        if attribute.is_empty() {
            return Err(format!("`{}` in an element", rest.chars().take(20).collect::<String>()));
        }
        let (value, after) = match after.strip_prefix("=\"") {
            Some(quoted) => quoted.split_once('"').ok_or("a value without an end")?,
            None => ("", after),
        };
        if element.attributes.insert(attribute.to_owned(), plain(value)).is_some() {
            return Err(format!("`{attribute}` twice"));
        }
        rest = after;
    }
}

fn plain(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

#[test]
fn what_a_browser_would_forgive_is_refused() {
    let wrong = |body: &str| elements(&format!("<!DOCTYPE html><p>{body}</p>")).is_err();
    assert!(!wrong("a &lt;b&gt; <b id=\"x\">c</b>"));
    for body in ["<b>", "</b>", "a > b", "<b x=1>c</b>", "<b x=\"1\" x=\"2\">c</b>", "a < b", "<!-- c -->"] {
        assert!(wrong(body), "{body}");
    }
}
