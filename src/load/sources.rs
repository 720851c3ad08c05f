//! `sources.toml`: who asserts figures, and which of them are one voice.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use crate::load::page::Page;
use crate::load::shape::{Keyed, Texts};
use crate::model::containment::Containment;
use crate::model::index::{GroupIx, PartyIx, SourceIx};
use crate::model::source::Sources;

/// What stands in `relies-on` where somebody else is relied on, and nobody knows whom.
const UNKNOWN: &str = "unknown";

/// Who asserts figures, and which of them are one voice.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(title = "sources.toml of counterclaim")]
pub struct SourcesWritten {
    /// The sources.
    #[serde(default)]
    pub source: Keyed<SourceWritten>,
}

/// A source as written.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SourceWritten {
    /// Its name for people.
    pub name: Option<String>,
    /// The sources it is not independent of.
    #[schemars(with = "Option<String>")]
    pub group: Option<Spanned<String>>,
    /// The side it belongs to.
    #[schemars(with = "Option<String>")]
    pub party: Option<Spanned<String>>,
    /// Whose figures it announces.
    #[serde(default)]
    pub speaks_for: Texts,
    /// Whose figures its own are made from; `unknown` where that is not known.
    #[serde(default)]
    pub relies_on: Texts,
    /// Sides that it has an interest in, besides its own.
    #[serde(default)]
    pub allied_with: Texts,
    /// NATO reliability, A to F.
    #[schemars(with = "Option<String>", extend("enum" = ["A", "B", "C", "D", "E", "F"]))]
    pub reliability: Option<Spanned<String>>,
}

/// Adds the sources of a file to `sources`. A source that is named and not declared is a problem,
/// unless they are open.
pub fn check(written: &SourcesWritten, open: bool, sources: &mut Sources, page: &mut Page<'_>) {
    for (id, _) in &written.source.0 {
        if page.is_id(id) && id.get_ref() == UNKNOWN {
            page.problem(id.span(), "`unknown` stands for what is not known and cannot be a source's id");
        }
        sources.intern(id.get_ref());
    }
    let mut spoken = Vec::new();
    for (id, source) in &written.source.0 {
        let number = sources.intern(id.get_ref());
        let speaks_for = known(&source.speaks_for, open, sources, page);
        for &root in &speaks_for {
            spoken.push((number.0, root.0));
        }
        let mut named = source.relies_on.clone();
        named.0.retain(|name| name.get_ref() != UNKNOWN);
        let relies_on_unknown = named.0.len() < source.relies_on.0.len();
        let relies_on = known(&named, open, sources, page);
        let mut label = |label: &Option<Spanned<String>>| label.clone().filter(|label| page.is_id(label));
        let (group, party) = (label(&source.group), label(&source.party));
        let allied_with: Vec<_> = source.allied_with.0.iter().filter(|party| page.is_id(party)).cloned().collect();
        let reliability = reliability(source.reliability.as_ref(), page);
        let group = group.map(|group| GroupIx(sources.groups.intern(group.get_ref())));
        let party = party.map(|party| PartyIx(sources.parties.intern(party.get_ref())));
        let mut party_of = |party: &Spanned<String>| PartyIx(sources.parties.intern(party.get_ref()));
        let allied_with: Vec<PartyIx> = allied_with.iter().map(&mut party_of).collect();
        let thing = &mut sources.sources[number.at()];
        thing.name = source.name.clone().unwrap_or_else(|| id.get_ref().clone());
        (thing.group, thing.party, thing.reliability) = (group, party, reliability);
        (thing.speaks_for, thing.relies_on, thing.relies_on_unknown) = (speaks_for, relies_on, relies_on_unknown);
        thing.allied_with = allied_with;
    }
    no_circle(written, &spoken, sources, page);
}

/// The sources of a list.
fn known(ids: &Texts, open: bool, sources: &mut Sources, page: &mut Page<'_>) -> Vec<SourceIx> {
    let mut known = Vec::new();
    for id in &ids.0 {
        let number = if open && page.is_id(id) {
            Some(sources.intern(id.get_ref()))
        } else {
            page.find("source", &sources.names, id).map(SourceIx)
        };
        known.extend(number.filter(|number| !known.contains(number)));
    }
    known
}

fn reliability(written: Option<&Spanned<String>>, page: &mut Page<'_>) -> Option<char> {
    let written = written?;
    let mut letters = written.get_ref().chars();
    let letter = letters.next().filter(|letter| ('A'..='F').contains(letter) && letters.next().is_none());
    if letter.is_none() {
        let message = format!("`{}` is no reliability", written.get_ref());
        page.hinted(written.span(), message, "a letter from `A` (completely reliable) to `F` (cannot be judged)");
    }
    letter
}

/// A spokesman of his own spokesman is nobody's voice.
fn no_circle(written: &SourcesWritten, spoken: &[(u32, u32)], sources: &Sources, page: &mut Page<'_>) {
    let Err(circle) = Containment::build(sources.names.len(), spoken) else { return };
    let along: Vec<&str> = circle.iter().map(|&source| sources.names.name(source)).collect();
    let place = written.source.0.iter().find(|(id, _)| along.contains(&id.get_ref().as_str()));
    let place = place.and_then(|(_, source)| source.speaks_for.0.first()).map_or(0..0, Spanned::span);
    let message = format!("`speaks-for` runs in a circle: `{}`", along.join("` → `"));
    page.hinted(place, message, "a spokesman has a voice behind him: one of them speaks for nobody");
}

#[cfg(test)]
mod tests {
    use super::{SourcesWritten, check};
    use crate::load::page::Page;
    use crate::load::toml::{TomlText, parse};
    use crate::model::source::{Sources, Standing};

    fn read(text: &str, open: bool) -> (Sources, Vec<String>) {
        let text = TomlText { file: "sources.toml".into(), text: text.into() };
        let written: SourcesWritten = parse(&text).expect("TOML");
        let (mut problems, mut sources) = (Vec::new(), Sources::default());
        check(&written, open, &mut sources, &mut Page { text: &text, problems: &mut problems });
        (sources, problems.into_iter().map(|problem| problem.message).collect())
    }

    #[test]
    fn voices_groups_and_sides_are_kept() {
        let (sources, said) = read(
            "[source.staff]\nname = 'Staff'\ngroup = 'state'\nparty = 'us'
             [source.speaker]\nspeaks-for = ['staff']\nrelies-on = ['unknown', 'staff']\nreliability = 'B'
             [source.president]\ngroup = 'state'\nallied-with = ['us', 'them']",
            false,
        );
        assert_eq!(said, [""; 0]);
        let [staff, speaker, president] = ["staff", "speaker", "president"]
            .map(|id| sources.names.find(id).map(crate::model::index::SourceIx).expect(id));
        assert_eq!(sources.lineage(speaker), staff);
        assert_eq!(sources.standing(staff, president), Standing::SameGroup);
        assert_eq!(sources.get(speaker).relies_on, [staff]);
        assert!(sources.get(speaker).relies_on_unknown && !sources.get(staff).relies_on_unknown);
        assert!(sources.share_an_interest(president, staff) && !sources.share_an_interest(speaker, staff));
        assert_eq!((sources.get(speaker).reliability, sources.get(speaker).name.as_str()), (Some('B'), "speaker"));
    }

    #[test]
    fn what_cannot_be_is_refused() {
        let (_, said) = read(
            "[source.a]\nspeaks-for = 'b'\nreliability = 'AB'\n[source.b]\nspeaks-for = 'a'\nrelies-on = 'c'\ngroup = '=x'",
            false,
        );
        assert_eq!(
            said,
            [
                "`AB` is no reliability",
                "unknown source `c`",
                "the id `=x` begins like a formula of a spreadsheet",
                "`speaks-for` runs in a circle: `a` → `b` → `a`",
            ]
        );
        let (sources, said) = read("[source.a]\nspeaks-for = 'b'", true);
        assert_eq!((sources.sources.len(), said.len()), (2, 0));
    }
}
