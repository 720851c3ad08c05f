//! Who asserts figures, and which of them are one voice.

use crate::model::index::{GroupIx, PartyIx, SourceIx};
use crate::model::names::Names;

/// A source: an institution or a person who asserts figures, or an outlet that prints them.
#[derive(Debug, Clone, Default)]
pub struct Source {
    /// Its name for people.
    pub name: String,
    /// The sources it is not independent of; by default a group of its own.
    pub group: Option<GroupIx>,
    /// The side of the conflict it belongs to, if any.
    pub party: Option<PartyIx>,
    /// Sources whose figures it announces as theirs.
    pub speaks_for: Vec<SourceIx>,
    /// Sources whose figures its own are made from.
    pub relies_on: Vec<SourceIx>,
    /// Whether it also relies on others of whom nothing is known.
    pub relies_on_unknown: bool,
    /// The sides that it has an interest in, besides its own.
    pub allied_with: Vec<PartyIx>,
    /// NATO reliability of the source, A to F (AJP-2.1).
    pub reliability: Option<char>,
}

/// All sources, their groups and parties.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// The ids.
    pub names: Names,
    /// What is known of each.
    pub sources: Vec<Source>,
    /// Group ids.
    pub groups: Names,
    /// Party ids.
    pub parties: Names,
}

/// How the source of one claim stands to the source of another; the four are disjoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// One source.
    Same,
    /// Two sources of one group.
    SameGroup,
    /// Two groups, not of two parties.
    OtherGroup,
    /// Two parties.
    Adversary,
}

impl Sources {
    /// The number of `id`, added with nothing known about it if it is new.
    pub fn intern(&mut self, id: &str) -> SourceIx {
        let number = self.names.intern(id);
        if number as usize >= self.sources.len() {
            self.sources.push(Source { name: id.to_owned(), ..Source::default() });
        }
        SourceIx(number)
    }

    /// The id of a source.
    #[must_use]
    pub fn id(&self, source: SourceIx) -> &str {
        self.names.name(source.0)
    }

    /// What is known of a source.
    #[must_use]
    pub fn get(&self, source: SourceIx) -> &Source {
        &self.sources[source.at()]
    }

    /// The source itself, or the one it speaks for: the root of its lineage. A source that speaks
    /// for several is a voice of its own.
    #[must_use]
    pub fn lineage(&self, source: SourceIx) -> SourceIx {
        let mut root = source;
        // As many steps as there are sources at most: a circle of spokesmen ends somewhere.
        for _ in 0..self.sources.len() {
            match self.get(root).speaks_for[..] {
                [only] if only != root => root = only,
                _ => break,
            }
        }
        root
    }

    /// The place of every source in order of the ids, whatever order they were met in.
    #[must_use]
    pub fn ranks(&self) -> Vec<u32> {
        let mut order: Vec<u32> = (0..).take(self.sources.len()).collect();
        order.sort_by_key(|&source| self.names.name(source));
        let mut ranks = vec![0; order.len()];
        for (&source, rank) in order.iter().zip(0..) {
            ranks[source as usize] = rank;
        }
        ranks
    }

    /// How two sources stand to each other.
    #[must_use]
    pub fn standing(&self, a: SourceIx, b: SourceIx) -> Standing {
        if a == b {
            return Standing::Same;
        }
        let (left, right) = (self.get(a), self.get(b));
        if left.group.is_some() && left.group == right.group || self.lineage(a) == self.lineage(b) {
            Standing::SameGroup
        } else if left.party.is_some() && right.party.is_some() && left.party != right.party {
            Standing::Adversary
        } else {
            Standing::OtherGroup
        }
    }

    /// The name of a group, by its key: that of the group, or of the one source that it consists of.
    #[must_use]
    pub fn group_name(&self, key: u32) -> &str {
        let groups = u32::try_from(self.groups.len()).unwrap_or(u32::MAX);
        match key.checked_sub(groups) {
            None => self.groups.name(key),
            Some(source) => self.sources.get(source as usize).map_or("", |source| &source.name),
        }
    }

    /// Whether both have an interest in one and the same side.
    #[must_use]
    pub fn share_an_interest(&self, a: SourceIx, b: SourceIx) -> bool {
        let sides = |source: SourceIx| {
            let source = self.get(source);
            source.party.iter().chain(&source.allied_with).copied()
        };
        sides(a).any(|side| sides(b).any(|other| side == other))
    }

    /// A number that two sources share exactly if they are of one group.
    #[must_use]
    pub fn group_key(&self, source: SourceIx) -> u32 {
        match self.get(source).group {
            Some(group) => group.0,
            None => self.get(self.lineage(source)).group.map_or_else(
                || u32::try_from(self.groups.len()).unwrap_or(u32::MAX).saturating_add(self.lineage(source).0),
                |group| group.0,
            ),
        }
    }

    /// The id of a group by its key; of a source that is a group of its own, the source's.
    #[must_use]
    pub fn group_id(&self, key: u32) -> &str {
        let groups = u32::try_from(self.groups.len()).unwrap_or(u32::MAX);
        match key.checked_sub(groups) {
            None => self.groups.name(key),
            Some(source) => self.names.name(source),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Sources, Standing};
    use crate::model::index::{GroupIx, PartyIx};

    #[test]
    fn the_four_classes_are_disjoint() {
        let mut sources = Sources::default();
        let [staff, president, ministry, alliance] =
            ["staff", "president", "ministry", "alliance"].map(|id| sources.intern(id));
        for (source, group, party) in [(staff, 0, 0), (president, 0, 0), (ministry, 1, 1)] {
            sources.sources[source.at()].group = Some(GroupIx(group));
            sources.sources[source.at()].party = Some(PartyIx(party));
        }
        assert_eq!(sources.standing(staff, staff), Standing::Same);
        assert_eq!(sources.standing(staff, president), Standing::SameGroup);
        assert_eq!(sources.standing(staff, ministry), Standing::Adversary);
        assert_eq!(sources.standing(staff, alliance), Standing::OtherGroup);
    }

    #[test]
    fn a_spokesman_is_the_voice_he_speaks_for() {
        let mut sources = Sources::default();
        let [ministry, spokesman] = ["ministry", "spokesman"].map(|id| sources.intern(id));
        sources.sources[spokesman.at()].speaks_for = vec![ministry];
        sources.sources[ministry.at()].speaks_for = vec![spokesman];
        assert!([ministry, spokesman].contains(&sources.lineage(spokesman)));
        sources.sources[ministry.at()].speaks_for.clear();
        assert_eq!(sources.lineage(spokesman), ministry);
        assert_eq!(sources.standing(ministry, spokesman), Standing::SameGroup);
        assert_eq!(sources.group_key(ministry), sources.group_key(spokesman));
        assert_eq!(sources.group_name(sources.group_key(spokesman)), "ministry");
        sources.sources[ministry.at()].group = Some(GroupIx(sources.groups.intern("state")));
        assert_eq!(sources.group_name(sources.group_key(spokesman)), "state");
    }
}
