//! One sweep over two related quantities: who meets whom, and what breaks the rule, folded as it is
//! found.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::claim::Claim;
use crate::model::day::Day;
use crate::model::figure::Per;
use crate::model::hedge::Reading;
use crate::model::index::ClaimIx;
use crate::model::source::Standing;
use crate::rules::compare::asof;
use crate::rules::compare::broken::Broken;
use crate::rules::compare::choice::{Expect, Figures, Grouping, Tables};
use crate::rules::compare::fold::{Between, Break, Folded, fold};
use crate::rules::compare::item::Item;
use crate::rules::compare::need::Dimension;
use crate::rules::compare::pair::Pair;
use crate::rules::compare::pass::Pass;
use crate::rules::compare::plan::Compare;
use crate::rules::compare::score::Way;
use crate::rules::evidence::{Cell, Evidence};
use crate::rules::verdict::{Outcome, Run};

/// Claims of one bucket are alike to the rule: one source, and where these matter one table, one
/// vintage, and either totals or rates.
type Bucket = (u32, Option<u32>, Option<Day>, bool);

/// By group and day, the buckets in which the group spoke.
type Reported = BTreeMap<u32, BTreeMap<Day, BTreeSet<u32>>>;

/// The state of a sweep: who is met, in buckets.
pub(super) struct Sweep<'s, 'd> {
    pub(super) rule: &'s Compare,
    pub(super) evidence: &'s Evidence<'d>,
    pub(super) pair: &'s Pair<'s>,
    buckets: Vec<Bucket>,
    numbers: BTreeMap<Bucket, u32>,
    examples: Vec<ClaimIx>,
}

impl<'d> Sweep<'_, 'd> {
    fn bucket(&mut self, claim: Claim<'d>) -> u32 {
        let of_table = (self.rule.tables != Tables::Any).then(|| claim.table().family.0);
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
        for (rank, &ix) in (0..).zip(evidence.claims(cell)) {
            let claim = evidence.claim(ix);
            if !selector.is_all() && !selector.selects(claim) {
                continue;
            }
            let scores = [false, true].map(|own| {
                let interval = rule.interval(claim, Reading::Exact, own);
                if left { rule.left_score(claim, interval, way) } else { rule.right_score(claim, interval, way) }
            });
            if scores.iter().any(Option::is_some) {
                let bucket = self.bucket(claim);
                items.push(Item { claim: ix, period: *claim.period(), scores, rank, bucket });
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
        self.evidence.dataset.vocabulary.accrues(self.pair.left.quantity.metric)
    }

    /// The ways in which the days of two claims may lie. What is held at an instant may fall: an
    /// earlier figure, or one of fewer days, bounds no other.
    pub(super) fn passes(&self) -> Vec<Pass> {
        let mut passes = Pass::of(&self.rule.period.0, &self.rule.strictly);
        let of_flows = |pass: &Pass| matches!(pass, Pass::Earlier | Pass::Later | Pass::Inside | Pass::Tail);
        passes.retain(|pass| self.accrues() || !of_flows(pass));
        passes
    }

    fn one_lineage(&self, left: u32, right: u32) -> bool {
        let lineage = |bucket: u32| self.evidence.claim(self.examples[bucket as usize]).lineage();
        lineage(left) == lineage(right)
    }
}

/// Sweeps the two quantities once a way.
pub(super) fn sweep(rule: &Compare, evidence: &Evidence<'_>, pair: &Pair<'_>) -> Outcome {
    let mut sweep = Sweep { rule, evidence, pair, buckets: Vec::new(), numbers: BTreeMap::new(), examples: Vec::new() };
    let mut outcome = Outcome::default();
    let is_pace_of_stock = rule.figures == Figures::PerDay && !sweep.accrues();
    if is_pace_of_stock || !sweep.any_allowed() {
        return outcome;
    }
    for &way in rule.ways() {
        let left = sweep.items(pair.left, true, way);
        let right = sweep.items(pair.right, false, way);
        let mut broken = Broken::default();
        let standing = Standings::of(&sweep);
        let mut touched: Vec<ClaimIx> = Vec::new();
        let mut judge = |left: &Item, right: &Item, own: bool, of_days: bool| -> Judged {
            let view = usize::from(own);
            let strict = rule.strictly.is_empty() || of_days || pair.strict[view];
            if !strict || !(pair.floor || rule.metric.accepts(pair.metric[view])) || left.claim == right.claim {
                return Judged::Apart;
            }
            outcome.comparisons += 1;
            let (Some(a), Some(b)) = (left.scores[view], right.scores[view]) else { return Judged::Apart };
            let breaks = rule.breaks(a, b, way);
            if breaks && own && rule.excuses(evidence.claim(left.claim), evidence.claim(right.claim)) {
                return Judged::Excused;
            }
            if breaks {
                let day = right.period.label;
                let ranks = (left.rank, right.rank);
                let found = Break { left: left.claim, right: right.claim, ranks, way, day, scores: (a, b) };
                broken.push(sweep.between(&found), found);
            }
            Judged::Met
        };
        if rule.compares_paces_of_one_start() {
            asof::nearest(&rule.period.0, &left, &right, |left, right| {
                let apart = left.period.label.since(right.period.label).unsigned_abs();
                let near = rule.apart.is_none_or(|most| apart <= u64::from(most));
                if let Some(own) = standing.view(left.bucket, right.bucket).filter(|_| near)
                    && judge(left, right, own, false).is_met()
                {
                    touched.extend([left.claim, right.claim]);
                }
            });
        } else {
            for pass in sweep.passes() {
                let of_days = matches!(pass, Pass::Inside | Pass::Tail) && rule.strictly.contains(&Dimension::Period);
                let lefts = &left;
                let mut rights: Vec<ClaimIx> = Vec::new();
                pass.run(&left, &right, sweep.buckets.len(), &mut touched, |right, bucket, best| {
                    let own = standing.view(bucket, right.bucket);
                    let Some((own, left)) = own.and_then(|own| Some((own, best[usize::from(own)]?))) else {
                        return false;
                    };
                    let judged = judge(left, right, own, of_days);
                    if judged.is_met() {
                        rights.push(right.claim);
                    }
                    if judged == Judged::Excused {
                        // Behind an excused figure another one may stand that nothing excuses.
                        let others = lefts.iter().filter(|other| {
                            let holds = || pass.holds(evidence.claim(other.claim), evidence.claim(right.claim));
                            other.bucket == bucket && other.claim != left.claim && holds()
                        });
                        others.for_each(|other| {
                            judge(other, right, own, of_days);
                        });
                    }
                    judged.is_met()
                });
                touched.append(&mut rights);
            }
        }
        touched.sort_unstable();
        touched.dedup();
        outcome.touched.append(&mut touched);
        let broken = broken.finish();
        let more = if broken.is_empty() { Vec::new() } else { sweep.turned(&left, &right, &standing, way) };
        let folded = if rule.group == Grouping::Pair {
            let each = |(between, found): (Between, Vec<Break>)| {
                found
                    .into_iter()
                    .map(move |worst| (between, Folded { worst, run: Run::once(worst.day), all: vec![worst] }))
            };
            broken.into_iter().flat_map(each).collect()
        } else {
            let (left, right) = (sweep.reported(&broken, &left), sweep.reported(&broken, &right));
            fold(broken, more, |between| sweep.compared_days(between, &left, &right))
        };
        outcome.verdicts.extend(folded.into_iter().filter_map(|(_, folded)| sweep.verdict(&folded)));
    }
    outcome
}

/// What became of two figures that were held against each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Judged {
    /// They are not held against each other after all.
    Apart,
    /// They were, whatever came of it.
    Met,
    /// They break the rule, but are one voice that rounds its own figure.
    Excused,
}

impl Judged {
    fn is_met(self) -> bool {
        self != Self::Apart
    }
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

impl Sweep<'_, '_> {
    /// What breaks the rule, seen from the left: for every left claim the right one of each bucket that allows least.
    /// The right claims' worst left ones tell that there is something; these tell who else takes part.
    fn turned(&self, left: &[Item], right: &[Item], standing: &Standings, way: Way) -> Vec<(Between, Break)> {
        let (rule, pair) = (self.rule, self.pair);
        let mut found = Vec::new();
        if rule.compares_paces_of_one_start() || rule.group == Grouping::Pair {
            return found;
        }
        let least: Vec<Item> = right.iter().map(Item::turned).collect();
        for pass in self.passes() {
            let of_days = matches!(pass, Pass::Inside | Pass::Tail) && rule.strictly.contains(&Dimension::Period);
            pass.run_turned(left, &least, self.buckets.len(), |left, bucket, best| {
                let Some(own) = standing.view(left.bucket, bucket) else { return };
                let view = usize::from(own);
                let Some(right) = best[view].map(Item::turned) else { return };
                let strict = rule.strictly.is_empty() || of_days || pair.strict[view];
                let wanted = strict && (pair.floor || rule.metric.accepts(pair.metric[view]));
                let (Some(a), Some(b)) = (left.scores[view], right.scores[view]) else { return };
                if !wanted || left.claim == right.claim || !rule.breaks(a, b, way) {
                    return;
                }
                if !(own && rule.excuses(self.evidence.claim(left.claim), self.evidence.claim(right.claim))) {
                    let (ranks, day) = ((left.rank, right.rank), right.period.label);
                    let one = Break { left: left.claim, right: right.claim, ranks, way, day, scores: (a, b) };
                    found.push((self.between(&one), one));
                }
            });
        }
        found
    }

    fn between(&self, found: &Break) -> Between {
        let sources = &self.evidence.dataset.sources;
        let group = |claim| sources.group_key(self.evidence.dataset.claims.source(claim));
        let (left, right) = (group(found.left), group(found.right));
        // Where only meeting is expected, which of the two is above may change from day to day.
        let (one, other) =
            if self.rule.expect == Expect::Overlap { (left.min(right), left.max(right)) } else { (left, right) };
        let document = || self.evidence.dataset.claims.document(found.left).map_or(u32::MAX, |document| document.0);
        (one, other, (self.rule.group == Grouping::Document).then(document))
    }

    /// On which days each group spoke, and in which buckets; nothing where nothing is broken.
    fn reported(&self, broken: &BTreeMap<Between, Vec<Break>>, items: &[Item]) -> Reported {
        let mut reported = Reported::new();
        for item in items.iter().filter(|_| !broken.is_empty()) {
            let group = self.evidence.dataset.sources.group_key(self.evidence.dataset.claims.source(item.claim));
            reported.entry(group).or_default().entry(item.period.label).or_default().insert(item.bucket);
        }
        reported
    }

    /// The days on which two groups could have broken the rule.
    fn compared_days(&self, (l, r, document): Between, left: &Reported, right: &Reported) -> BTreeSet<Day> {
        if document.is_some() {
            // All of one document is one finding, whatever days lie between.
            return BTreeSet::new();
        }
        let (Some(lefts), Some(rights)) = (left.get(&l), right.get(&r)) else { return BTreeSet::new() };
        if !self.rule.period.is_same_only() {
            return rights.keys().copied().collect();
        }
        let meet = |left: &BTreeSet<u32>, right: &BTreeSet<u32>| {
            left.iter().any(|&l| right.iter().any(|&r| self.allowed(l, r) && (l != r || left.len() == 1)))
        };
        let met = rights.iter().filter(|(day, right)| lefts.get(day).is_some_and(|left| meet(left, right)));
        met.map(|(&day, _)| day).collect()
    }
}
