//! The wording of what the consistency network finds.

use crate::audit::days::days_in_words;
use crate::audit::headline::{Wording, counted, list};
use crate::model::amount::Amount;
use crate::model::claim::{Claim, Quantity};
use crate::model::hedge::Reading;
use crate::model::index::{ClaimIx, MetricIx};
use crate::model::interval::Interval;
use crate::network::footing::{Footing, NEVER_FALLS, PARTS_ADD_UP};
use crate::rules::network::facts::{Culprit, NetworkFacts, ReadAs, Term};
use crate::rules::network::test::Test;
use crate::rules::verdict::{Run, Side};

impl Wording<'_, '_> {
    pub(super) fn network_headline(&self, facts: &NetworkFacts, right: &Side) -> String {
        let left = &self.verdict.left;
        let gap = self.amount(facts.gap);
        let voices = self.voices(facts);
        match (&facts.test, &facts.culprit) {
            (Test::OneVoice, Culprit::Certain) | (Test::Implied, _) => {
                let figure = left.interval;
                let way = if right.interval.has_high() && figure.lo > right.interval.hi { "more" } else { "fewer" };
                let whose = if facts.test == Test::OneVoice { "the other figures" } else { "the figures" };
                let said = self.said_with_days(left);
                let missed = self.amount(figure.gap(right.interval));
                format!("{said}, but {whose} of {voices} imply {} ({missed} {way})", self.range(right.interval))
            }
            (Test::OneVoice, Culprit::Corrected) => format!(
                "{voices}'s running total of {} is lower from {} on: {} after {}",
                counted(self.left),
                self.left.period().label,
                self.left.printed(),
                self.right
                    .map(|claim| format!("{} {}", claim.printed(), days_in_words(claim.period())))
                    .unwrap_or_default()
            ),
            (Test::OneVoice, Culprit::Meaning) => {
                let said = format!("{}, but {}", self.together(&facts.least), self.together(&facts.most));
                let often = match self.verdict.run {
                    Run { count: 1, .. } => String::new(),
                    Run { first, last, count } => format!("; so on {count} days from {first} to {last}"),
                };
                format!("{said}: {gap} apart, so that {voices} cannot mean the whole by its parts{often}")
            }
            (Test::OneVoice, _) => {
                let said = format!("{}, but {}", self.together(&facts.least), self.together(&facts.most));
                format!("{said}: {gap} apart in the figures of {voices}")
            }
            (Test::SeveralVoices, _) => {
                let said = format!("{}, but {}", self.together(&facts.least), self.together(&facts.most));
                match &facts.read_as[..] {
                    [] => format!("{said}: {voices} cannot all be right ({gap} apart)"),
                    read => format!("{}: {said} ({gap} apart)", self.read_as(read)),
                }
            }
        }
    }

    fn voices(&self, facts: &NetworkFacts) -> String {
        let sources = &self.evidence.dataset.sources;
        let names: Vec<&str> = facts.voices.iter().map(|&voice| sources.get(voice).name.as_str()).collect();
        list(&names)
    }

    /// `personnel losses of A read as killed`.
    fn read_as(&self, read: &[ReadAs]) -> String {
        let dataset = self.evidence.dataset;
        let metric = |ix: MetricIx| &dataset.vocabulary.metrics.things[ix.at()].name;
        let each: Vec<String> = read
            .iter()
            .map(|read| {
                let voice = &dataset.sources.get(read.voice).name;
                format!("`{}` of {voice} read as `{}`", metric(read.word), metric(read.meaning))
            })
            .collect();
        list(&each.iter().map(String::as_str).collect::<Vec<_>>())
    }

    /// Some figures, as a reader would name them: one with its days, several by their number.
    fn together(&self, terms: &[Term]) -> String {
        match terms {
            [one] => {
                let side = Side::of_one(one.claims[0], Interval::ALL);
                self.said_with_days(&side)
            }
            terms => {
                let each: Vec<String> = terms.iter().map(|term| self.figure(term, false)).collect();
                list(&each.iter().map(String::as_str).collect::<Vec<_>>())
            }
        }
    }

    /// `208,412 (1,286 a day, 2025-01-01 to 2025-06-12)`: a term with what tells it apart.
    fn figure(&self, term: &Term, with_amount: bool) -> String {
        let claim = self.evidence.claim(term.claims[0]);
        let plain = claim.hedge().is_bare() && !claim.is_rate();
        let mut words: Vec<String> = Vec::new();
        let exact = plain && claim.interval(Reading::Exact, true) == Interval::point(term.amount);
        if with_amount && !exact {
            words.push(claim.printed());
        }
        words.extend(self.other(claim));
        words.push(days_in_words(claim.period()));
        let amount = if with_amount { self.amount(term.amount).to_string() } else { claim.printed() };
        format!("{amount} ({})", words.join(", "))
    }

    /// What a figure counts and who says so, where that is not as of the left claim.
    fn other(&self, claim: Claim<'_>) -> Vec<String> {
        let Quantity { subject, metric, place } = claim.quantity();
        let own = self.left.quantity();
        let vocabulary = &self.evidence.dataset.vocabulary;
        let mut words = Vec::new();
        if metric != own.metric {
            words.push(counted(claim));
        }
        if subject != own.subject {
            words.push(vocabulary.subjects.things[subject.at()].name.clone());
        }
        if place != own.place {
            words.push(vocabulary.places.things[place.at()].name.clone());
        }
        if claim.lineage() != self.left.lineage() {
            words.push(claim.source().name.clone());
        }
        words
    }

    pub(super) fn network_arithmetic(&self, facts: &NetworkFacts) -> Vec<String> {
        let sum = |terms: &[Term], corrected: i64| {
            let mut each: Vec<String> = terms.iter().map(|term| self.figure(term, true)).collect();
            if corrected > 0 {
                each.push(format!("{} (corrected downwards)", self.amount(corrected)));
            }
            let total = terms.iter().fold(corrected, |sum, term| sum.saturating_add(term.amount));
            let told = each.join(" + ");
            (if each.len() == 1 { told } else { format!("{told} = {}", self.amount(total)) }, total)
        };
        let (least, at_least) = sum(&facts.least, 0);
        let (most, at_most) = sum(&facts.most, facts.corrected);
        let mut lines = vec![format!("at least {least}"), format!("at most {most}")];
        let apart = self.amount(at_least.saturating_sub(at_most));
        lines.push(format!("{} − {} = {apart}", self.amount(at_least), self.amount(at_most)));
        if let Some((first, last)) = facts.never_falls {
            lines.push(format!("what has accrued does not fall between {first} and {last}"));
        }
        lines.extend(self.blame(facts));
        if let Some(implied) = facts.implied
            && self.verdict.right.as_ref().is_none_or(|right| right.interval != implied)
        {
            lines.push(format!("all other figures imply {}", self.range(implied)));
        }
        if facts.more > 0 {
            let more = Amount::whole(i64::try_from(facts.more).unwrap_or(i64::MAX));
            let each = if facts.more == 1 { "contradiction" } else { "contradictions" };
            lines.push(format!("{more} more {each} of this kind"));
        }
        if !facts.read_as.is_empty() {
            lines.push("definition-dependent: in another reading of the word they can all be right".to_owned());
        }
        if !facts.exhaustive {
            lines.push("not every way to mend it was tried: there are too many figures".to_owned());
        }
        lines
    }

    /// Who must be wrong, and by what policy.
    fn blame(&self, facts: &NetworkFacts) -> Option<String> {
        let weigh = |&claim: &ClaimIx| {
            let claim = self.evidence.claim(claim);
            let footing = Footing::of(claim);
            format!("{} weighs {} ({})", claim.printed(), footing.weight(), footing.word())
        };
        let mut all: Vec<ClaimIx> = Vec::new();
        for term in facts.least.iter().chain(&facts.most) {
            if !all.contains(&term.claims[0]) {
                all.push(term.claims[0]);
            }
        }
        let others = || all.iter().filter(|&&claim| claim != self.left.ix).map(weigh).collect::<Vec<_>>();
        match &facts.culprit {
            Culprit::Nobody => None,
            Culprit::Certain => {
                let corrected = facts.never_falls.map(|_| format!("; a correction downwards weighs {NEVER_FALLS}"));
                let (own, others) = (weigh(&self.left.ix), others().join("; "));
                Some(format!("least is lost without this figure: {own}; {others}{}", corrected.unwrap_or_default()))
            }
            Culprit::Corrected => Some(format!(
                "least is lost if the count was corrected downwards: that weighs {NEVER_FALLS}; else several figures are wrong"
            )),
            Culprit::Meaning => Some(format!(
                "least is lost if the whole is not what its parts are together: that weighs {PARTS_ADD_UP}; else several figures are wrong"
            )),
            Culprit::OneOf { claims, corrected, meaning } => {
                let mut each: Vec<String> = claims.iter().map(weigh).collect();
                if *corrected {
                    each.push(format!("a correction downwards weighs {NEVER_FALLS}"));
                }
                if *meaning {
                    each.push(format!("another meaning of the whole weighs {PARTS_ADD_UP}"));
                }
                Some(format!("one of: {}", each.join("; ")))
            }
        }
    }
}
