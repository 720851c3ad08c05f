//! Claims against claims: every two related quantities are swept once, and what breaks the rule is
//! folded as it is found.

use std::collections::{BTreeMap, BTreeSet};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::model::claim::Claim;
use crate::model::day::Day;
use crate::model::figure::Per;
use crate::model::hedge::Reading;
use crate::model::index::ClaimIx;
use crate::model::source::Standing;
use crate::model::vocabulary::{MetricKind, Within};
use crate::rules::compare::asof;
use crate::rules::compare::fold::{Between, Break, Folded, fold};
use crate::rules::compare::need::{Dimension, Need};
use crate::rules::compare::pass::{Item, Pass};
use crate::rules::compare::score::Way;
use crate::rules::compare::{Compare, Expect, Figures, Grouping, Tables};
use crate::rules::evidence::{Cell, Evidence};
use crate::rules::level::Strength;
use crate::rules::verdict::{Facts, Lie, Outcome, Run, Side, Verdict, WITNESSES};

/// Two related quantities, and how they lie to each other.
struct Pair<'e> {
    left: &'e Cell,
    right: &'e Cell,
    /// How the metrics lie: between lineages, and within one.
    metric: [Within; 2],
    floor: bool,
    /// Whether the left is strictly a part in a dimension that the rule names, apart from its days.
    strict: [bool; 2],
}

/// Runs the rule over every two related quantities.
pub(super) fn check(rule: &Compare, evidence: &Evidence<'_>) -> Outcome {
    let pairs = pairs(rule, evidence);
    pairs.par_iter().map(|pair| sweep(rule, evidence, pair)).reduce(Outcome::default, Outcome::and)
}

fn pairs<'e>(rule: &Compare, evidence: &'e Evidence<'_>) -> Vec<Pair<'e>> {
    let mut pairs = Vec::new();
    for left in evidence.cells() {
        for right in evidence.cells_around(left.quantity) {
            pairs.extend(related(rule, evidence, left, right));
        }
    }
    pairs
}

/// The pair, if the rule compares the two quantities.
fn related<'e>(rule: &Compare, evidence: &Evidence<'_>, left: &'e Cell, right: &'e Cell) -> Option<Pair<'e>> {
    let vocabulary = &evidence.dataset.vocabulary;
    let (a, b) = (left.quantity, right.quantity);
    if !evidence.same_unit(a.metric, b.metric) {
        return None;
    }
    let (place, subject) = (vocabulary.place_within(a.place, b.place), vocabulary.subject_within(a.subject, b.subject));
    if !rule.place.accepts(place) || !rule.subject.accepts(subject) {
        return None;
    }
    let metric = evidence.metrics(a.metric, b.metric);
    let floor = rule.metric == Need::Bounds && vocabulary.is_floor_of(a.metric, b.metric);
    if !floor && !metric.iter().any(|&within| rule.metric.accepts(within)) {
        return None;
    }
    let strict = metric.map(|metric| {
        rule.strictly.iter().any(|dimension| match dimension {
            Dimension::Metric => metric == Within::Part,
            Dimension::Place => place == Within::Part,
            Dimension::Subject => subject == Within::Part,
            Dimension::Period => false,
        })
    });
    let by_days = rule.strictly.contains(&Dimension::Period);
    (rule.strictly.is_empty() || by_days || strict.contains(&true)).then_some(Pair {
        left,
        right,
        metric,
        floor,
        strict,
    })
}

/// Claims of one bucket are alike to the rule: one source, and where these matter one table, one
/// vintage, and either totals or rates.
type Bucket = (u32, Option<u32>, Option<Day>, bool);

struct Sweep<'s, 'd> {
    rule: &'s Compare,
    evidence: &'s Evidence<'d>,
    pair: &'s Pair<'s>,
    buckets: Vec<Bucket>,
    numbers: BTreeMap<Bucket, u32>,
    examples: Vec<ClaimIx>,
}

impl<'d> Sweep<'_, 'd> {
    fn bucket(&mut self, claim: Claim<'d>) -> u32 {
        let table = claim.dataset.claims.place(claim.ix).table;
        let of_table = (self.rule.tables != Tables::Any).then_some(table.0);
        // A figure retrieved later for the same day is another vintage of it, not a contradiction.
        let vintage = (self.rule.standings == [Standing::Same]).then(|| claim.document()?.retrieved).flatten();
        let is_rate = claim.figure().per != Per::Total;
        let bucket = (claim.source_ix().0, of_table, vintage, is_rate);
        if let Some(&number) = self.numbers.get(&bucket) {
            return number;
        }
        let number = u32::try_from(self.buckets.len()).unwrap_or(u32::MAX);
        self.buckets.push(bucket);
        self.examples.push(claim.ix);
        self.numbers.insert(bucket, number);
        number
    }

    fn items(&mut self, cell: &Cell, left: bool, way: Way) -> Vec<Item> {
        let (rule, evidence) = (self.rule, self.evidence);
        let selector = if left { &rule.left } else { &rule.right };
        let mut items = Vec::new();
        for &ix in evidence.claims(cell) {
            let claim = evidence.claim(ix);
            if !selector.is_all() && !selector.selects(claim) {
                continue;
            }
            let scores = [false, true].map(|own| {
                let interval = rule.interval(claim, Reading::Exact, own);
                if left { rule.left_score(claim, interval, way) } else { rule.right_score(claim, interval, way) }
            });
            if scores.iter().any(Option::is_some) {
                items.push(Item { claim: ix, period: *claim.period(), scores, bucket: self.bucket(claim) });
            }
        }
        items
    }

    /// Whether any two claims of the quantities meet in this rule: asked before anything is worked out.
    fn any_allowed(&mut self) -> bool {
        for cell in [self.pair.left, self.pair.right] {
            for &claim in self.evidence.claims(cell) {
                let claim = self.evidence.claim(claim);
                self.bucket(claim);
            }
        }
        let all = u32::try_from(self.buckets.len()).unwrap_or(u32::MAX);
        (0..all).any(|left| (0..all).any(|right| self.allowed(left, right)))
    }

    /// Whether claims of two buckets meet in this rule: how their sources stand, and their tables.
    fn allowed(&self, left: u32, right: u32) -> bool {
        let (l, r) = (self.buckets[left as usize], self.buckets[right as usize]);
        let claims = (self.examples[left as usize], self.examples[right as usize]);
        let tables = match self.rule.tables {
            Tables::Any => true,
            Tables::Same => l.1 == r.1,
            Tables::Other => l.1 != r.1,
        };
        // What a source's own averages say of its totals is for the rules of kind `rate`.
        let alike = l.0 != r.0 || (l.2 == r.2 && l.3 == r.3);
        tables && alike && self.rule.allows(self.evidence.claim(claims.0), self.evidence.claim(claims.1))
    }

    /// Whether the quantities accrue and never fall.
    fn accrues(&self) -> bool {
        let metrics = &self.evidence.dataset.vocabulary.metrics.things;
        metrics[self.pair.left.quantity.metric.at()].kind == MetricKind::Flow
    }

    /// The ways in which the days of two claims may lie. What is held at an instant may fall: an
    /// earlier figure, or one of fewer days, bounds no other.
    fn passes(&self) -> Vec<Pass> {
        let mut passes = Pass::of(&self.rule.period.0, &self.rule.strictly);
        passes
            .retain(|pass| self.accrues() || !matches!(pass, Pass::Earlier | Pass::Later | Pass::Inside | Pass::Tail));
        passes
    }

    fn one_lineage(&self, left: u32, right: u32) -> bool {
        let lineage = |bucket: u32| self.evidence.claim(self.examples[bucket as usize]).lineage();
        lineage(left) == lineage(right)
    }
}

fn sweep(rule: &Compare, evidence: &Evidence<'_>, pair: &Pair<'_>) -> Outcome {
    let mut sweep = Sweep { rule, evidence, pair, buckets: Vec::new(), numbers: BTreeMap::new(), examples: Vec::new() };
    let mut outcome = Outcome::default();
    if !sweep.any_allowed() {
        return outcome;
    }
    if rule.figures == Figures::PerDay && !sweep.accrues() {
        return outcome;
    }
    for &way in rule.ways() {
        let left = sweep.items(pair.left, true, way);
        let right = sweep.items(pair.right, false, way);
        let mut breaks: BTreeMap<Between, Vec<Break>> = BTreeMap::new();
        let standing = Standings::of(&sweep);
        let mut judge = |left: &Item, right: &Item, own: bool, of_days: bool| {
            let view = usize::from(own);
            let strict = rule.strictly.is_empty() || of_days || pair.strict[view];
            if !strict || !(pair.floor || rule.metric.accepts(pair.metric[view])) || left.claim == right.claim {
                return;
            }
            outcome.comparisons += 1;
            let (Some(a), Some(b)) = (left.scores[view], right.scores[view]) else { return };
            // One voice that rounds itself must not stand for the others of its group.
            let silent = || own && rule.only_rounds(evidence.claim(left.claim), evidence.claim(right.claim));
            if rule.breaks(a, b, way) && !silent() {
                let day = right.period.label;
                let found = Break { left: left.claim, right: right.claim, way, day, scores: (a, b) };
                breaks.entry(sweep.between(&found)).or_default().push(found);
            }
        };
        if rule.compares_paces_of_one_start() {
            asof::latest_before(&left, &right, |left, right| {
                if let Some(own) = standing.view(left.bucket, right.bucket) {
                    judge(left, right, own, false);
                }
            });
        } else {
            for pass in sweep.passes() {
                let of_days = matches!(pass, Pass::Inside | Pass::Tail) && rule.strictly.contains(&Dimension::Period);
                pass.run(&left, &right, sweep.buckets.len(), |right, bucket, best| {
                    let own = standing.view(bucket, right.bucket);
                    if let Some((own, left)) = own.and_then(|own| Some((own, best[usize::from(own)]?))) {
                        judge(left, right, own, of_days);
                    }
                });
            }
        }
        keep_the_worst_of_each_right(evidence, &mut breaks);
        let folded = if rule.group == Grouping::Pair {
            let each = |(between, found): (Between, Vec<Break>)| {
                found.into_iter().map(move |worst| (between, Folded { worst, run: Run::once(worst.day) }))
            };
            breaks.into_iter().flat_map(each).collect()
        } else {
            fold(breaks, |between| sweep.compared_days(between, &left, &right))
        };
        outcome.verdicts.extend(folded.into_iter().filter_map(|(_, folded)| sweep.verdict(&folded)));
    }
    outcome
}

/// For every two buckets: whether they meet, and if so whether they are one lineage.
struct Standings {
    buckets: usize,
    views: Vec<Option<bool>>,
}

impl Standings {
    fn of(sweep: &Sweep<'_, '_>) -> Self {
        let buckets = sweep.buckets.len();
        let all = u32::try_from(buckets).unwrap_or(u32::MAX);
        let views = (0..all)
            .flat_map(|left| (0..all).map(move |right| (left, right)))
            .map(|(left, right)| sweep.allowed(left, right).then(|| sweep.one_lineage(left, right)))
            .collect();
        Self { buckets, views }
    }

    fn view(&self, left: u32, right: u32) -> Option<bool> {
        self.views[left as usize * self.buckets + right as usize]
    }
}

/// Of the breaks between two groups with the same right claim only the worst is kept. They are left
/// in order of their days, and of one day in order of the ids: not in that of the rows.
fn keep_the_worst_of_each_right(evidence: &Evidence<'_>, breaks: &mut BTreeMap<Between, Vec<Break>>) {
    let id = |claim: ClaimIx| evidence.dataset.claims.id(claim);
    for found in breaks.values_mut() {
        // Stable: of equals the first in the order of the passes and the cell is kept.
        found.sort_by(|a, b| a.right.cmp(&b.right).then_with(|| b.scores.0.compare(a.scores.0)));
        found.dedup_by_key(|found| found.right);
        found.sort_by(|a, b| a.day.cmp(&b.day).then_with(|| id(a.right).cmp(id(b.right))));
    }
}

impl Sweep<'_, '_> {
    fn between(&self, found: &Break) -> Between {
        let sources = &self.evidence.dataset.sources;
        let group = |claim| sources.group_key(self.evidence.dataset.claims.source(claim));
        let (left, right) = (group(found.left), group(found.right));
        // Where only meeting is expected, which of the two is above may change from day to day.
        if self.rule.expect == Expect::Overlap { (left.min(right), left.max(right)) } else { (left, right) }
    }

    /// The days on which two groups could have broken the rule.
    fn compared_days(&self, (left_group, right_group): Between, left: &[Item], right: &[Item]) -> BTreeSet<Day> {
        let sources = &self.evidence.dataset.sources;
        let of = |items: &[Item], group: u32| -> BTreeMap<Day, BTreeSet<u32>> {
            let mut days: BTreeMap<Day, BTreeSet<u32>> = BTreeMap::new();
            for item in items {
                if sources.group_key(self.evidence.dataset.claims.source(item.claim)) == group {
                    days.entry(item.period.label).or_default().insert(item.bucket);
                }
            }
            days
        };
        let rights = of(right, right_group);
        if !self.rule.period.is_same_only() {
            return rights.into_keys().collect();
        }
        let lefts = of(left, left_group);
        let meet = |left: &BTreeSet<u32>, right: &BTreeSet<u32>| {
            left.iter().any(|&l| right.iter().any(|&r| self.allowed(l, r) && (l != r || left.len() == 1)))
        };
        rights.into_iter().filter(|(day, r)| lefts.get(day).is_some_and(|l| meet(l, r))).map(|(day, _)| day).collect()
    }

    /// The verdict of a run: its worst pair graded, with the claims that say the same.
    fn verdict(&self, folded: &Folded) -> Option<Verdict> {
        let (rule, evidence) = (self.rule, self.evidence);
        let Break { left, right, way, .. } = folded.worst;
        let (left, right) = (evidence.claim(left), evidence.claim(right));
        let grade = rule.grade(left, right, way)?;
        let one_lineage = left.lineage() == right.lineage();
        let reading = grade.reading.min(Reading::Strict);
        let interval = |claim| rule.interval(claim, reading, one_lineage);
        let mut assumptions = Vec::new();
        if grade.same_vague_day {
            assumptions.push("both mean the same day by the same vague words".to_owned());
        }
        let alike = self.alike(&folded.worst);
        Some(Verdict {
            left: Side { count: alike.1, interval: interval(left), implied: false, claims: alike.0 },
            right: Some(Side { claims: vec![right.ix], count: 1, interval: interval(right), implied: false }),
            reading,
            strength: Some(if rule.figures == Figures::JustOver { Strength::Tension } else { grade.strength }),
            facts: self.facts(left, right, way),
            assumptions,
            run: folded.run,
        })
    }

    /// The worst left claim, and one of every other source of its group that breaks the rule with the
    /// same right claim; and how many sources that are.
    fn alike(&self, worst: &Break) -> (Vec<ClaimIx>, u64) {
        // Past this many claims of one quantity a run of them is told, not its members.
        const LOOKED_AT: usize = 5_000;
        let (rule, evidence) = (self.rule, self.evidence);
        let sources = &evidence.dataset.sources;
        let group = |claim: Claim<'_>| sources.group_key(claim.source_ix());
        let (worst_left, right) = (evidence.claim(worst.left), evidence.claim(worst.right));
        let mut claims = vec![worst.left];
        let cell = evidence.claims(self.pair.left);
        if rule.period.is_same_only() || cell.len() > LOOKED_AT || rule.group == Grouping::Pair {
            return (claims, 1);
        }
        let mut voices = BTreeSet::from([worst_left.source_ix()]);
        for &ix in cell.iter().filter(|&&ix| ix != worst.left) {
            let claim = evidence.claim(ix);
            let known = voices.contains(&claim.source_ix());
            let lies = || self.passes().into_iter().any(|pass| pass.holds(claim, right));
            let meets =
                !known && group(claim) == group(worst_left) && rule.allows(claim, right) && rule.left.selects(claim);
            if meets && lies() && rule.grade(claim, right, worst.way).is_some() {
                voices.insert(claim.source_ix());
                if claims.len() < WITNESSES {
                    claims.push(ix);
                }
            }
        }
        let count = voices.len() as u64;
        (claims, count)
    }

    fn facts(&self, left: Claim<'_>, right: Claim<'_>, way: Way) -> Facts {
        let rule = self.rule;
        match rule.figures {
            Figures::Printed => Facts::Printed,
            Figures::JustOver => Facts::Understated,
            Figures::PerDay => {
                let (left_days, right_days) = (left.period().length().1, right.period().length().0);
                let one_lineage = left.lineage() == right.lineage();
                let strict = |claim| rule.interval(claim, Reading::Strict, one_lineage);
                let scores = (rule.left_score(left, strict(left), way), rule.right_score(right, strict(right), way));
                let later_start = match scores {
                    (Some(l), Some(r)) if left.period().start == right.period().start => (1..r.days).find(|later| {
                        let shift =
                            |score: super::score::Score| super::score::Score { days: score.days - later, ..score };
                        !rule.breaks(shift(l), shift(r), way)
                    }),
                    _ => None,
                };
                Facts::PerDay { left_days, right_days, factor: rule.factor, later_start }
            }
            Figures::Meant => {
                let same_quantity = left.quantity() == right.quantity();
                let lie = match () {
                    () if self.pair.floor => Lie::Floor,
                    () if same_quantity
                        && left.period().end == right.period().end
                        && left.period().start == right.period().start =>
                    {
                        Lie::Same
                    }
                    () if same_quantity && left.period().start == right.period().start => Lie::Earlier,
                    () => Lie::Part,
                };
                Facts::AtMost { factor: rule.factor, lie }
            }
        }
    }
}
