//! What voices say, as a net; and what each of its variables, members and edges stands for.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::claim::Quantity;
use crate::model::correction::Correction;
use crate::model::dataset::Dataset;
use crate::model::day::Day;
use crate::network::derived::{Derived, Rule};
use crate::network::footing::{NEVER_FALLS, PARTS_ADD_UP};
use crate::network::instants::{Order, order};
use crate::network::kinship::{Kinship, Parts};
use crate::network::meaning::Meaning;
use crate::network::members::MemberIx;
use crate::network::midnight::Midnight;
use crate::network::net::{Edge, Member, Net, Unbuilt, VarIx, Why};
use crate::network::sums::{Sum, Together};
use crate::network::told::Told;
use crate::network::vars::Vars;

/// Whether a count may have been taken back from one report to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Falls {
    /// What was really the case never was: part of what the word means.
    Never,
    /// One voice's reports may be corrected downwards, which costs as much as
    /// [`NEVER_FALLS`] says; published corrections cost nothing.
    Corrected,
}

/// That a count does not fall from one midnight to the next one that is mentioned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// Of which count.
    pub quantity: Quantity,
    /// The earlier midnight.
    pub from: Midnight,
    /// The later one.
    pub to: Midnight,
    /// By how much it may fall all the same: published corrections.
    pub allowed: i64,
}

/// A difference that is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Asked {
    /// Of which count, as its words are read.
    pub quantity: Quantity,
    /// From which midnight.
    pub start: Midnight,
    /// To which.
    pub end: Midnight,
}

/// What a member of a system's net stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who<'s> {
    /// What a voice says.
    Told(&'s Told),
    /// That a count does not fall.
    Step(&'s Step),
    /// That a whole is what its parts are together, or no less.
    Sum(Quantity),
}

/// A net of what voices say. Its variables are counts at midnights; what is given is how these lie to each other.
#[derive(Debug, Clone)]
pub struct System {
    /// The constraints. Members stand in the order of `told`, then of the steps.
    pub net: Net,
    /// What is said, in order of the claims' ids.
    pub told: Vec<Told>,
    /// Wholes and their parts.
    pub sums: Vec<Sum>,
    steps: Vec<Step>,
    wholes: Vec<Quantity>,
    vars: Vars,
    orders: BTreeMap<Quantity, Order>,
    /// Whose count a variable is; of nobody's where several counts begin with it.
    owners: Vec<Option<Quantity>>,
    /// The counts of each of the sums: the whole, the parts.
    cuts: Vec<(Quantity, Vec<Quantity>)>,
}

/// How a system is put together: what the claims are about.
struct Plan {
    /// Every count with its midnights in order.
    orders: BTreeMap<Quantity, Order>,
    /// The midnight from which most running totals of a count are counted.
    origins: BTreeMap<Quantity, Midnight>,
    /// What lies in what: the part, the whole.
    pairs: Vec<(Quantity, Quantity)>,
    cuts: Vec<Parts>,
}

impl System {
    /// Puts a system together; `loose` wholes are not held against what their parts add up to. O(n log n) for n
    /// claims, and for every sum as many variables as its counts have midnights together.
    ///
    /// # Errors
    /// Past 2³² edges.
    pub fn build(
        dataset: &Dataset,
        told: Vec<Told>,
        asked: &[Asked],
        falls: Falls,
        loose: &BTreeSet<Quantity>,
    ) -> Result<Self, Unbuilt> {
        let plan = Plan::of(dataset, &told, asked, falls == Falls::Corrected, loose);
        let mut vars = Vars::default();
        // Counts from one beginning are all nothing there: one variable.
        let mut next = u32::from(!plan.origins.is_empty());
        let mut named: Vec<Quantity> = plan.orders.keys().copied().collect();
        named.sort_by_key(|&quantity| quantity.names(&dataset.vocabulary));
        for (quantity, order) in named.iter().map(|&quantity| (quantity, &plan.orders[&quantity])) {
            for &midnight in &order.midnights {
                let var = if plan.origins.get(&quantity) == Some(&midnight) {
                    VarIx(0)
                } else {
                    next += 1;
                    VarIx(next - 1)
                };
                vars.push(quantity, midnight, var);
            }
        }
        let mut members: Vec<Member> = Vec::new();
        let mut edges: Vec<Edge> = Vec::new();
        for told in &told {
            let (from, to) = (vars.at(told.quantity, told.start), vars.at(told.quantity, told.end));
            let member = join(&mut members, Member { weight: told.footing.weight(), measures: Some((from, to)) })?;
            edges.extend(Edge::within(from, to, told.figure, Why::Member(member)));
        }
        let mut steps: Vec<Step> = Vec::new();
        let corrections = corrections(dataset, &told, falls);
        for (quantity, order) in named.iter().map(|&quantity| (quantity, &plan.orders[&quantity])) {
            let lowered = corrections.get(&quantity).map_or(&[][..], Vec::as_slice);
            for &(from, to) in &order.links {
                let (earlier, later) = (order.midnights[from], order.midnights[to]);
                let (from, to) = (vars.at(quantity, later), vars.at(quantity, earlier));
                let (why, weight) = match falls {
                    Falls::Never => (Why::Given, 0),
                    Falls::Corrected => {
                        let member = join(&mut members, Member { weight: NEVER_FALLS, measures: None })?;
                        let allowed = allowed(lowered, earlier, later);
                        steps.push(Step { quantity, from: earlier, to: later, allowed });
                        (Why::Member(member), allowed)
                    }
                };
                edges.push(Edge { from, to, weight, why });
            }
        }
        for (part, whole) in &plan.pairs {
            edges.extend(plan.within(&vars, *part, *whole));
        }
        let mut sums: Vec<Sum> = Vec::new();
        let mut cuts: Vec<(Quantity, Vec<Quantity>)> = Vec::new();
        for cut in &plan.cuts {
            let why = match falls {
                Falls::Never => Why::Given,
                Falls::Corrected => {
                    let member = join(&mut members, Member { weight: PARTS_ADD_UP, measures: None })?;
                    Why::Member(member)
                }
            };
            for sum in plan.sums(&vars, cut, why) {
                sums.push(sum);
                cuts.push((cut.whole, cut.parts.clone()));
            }
        }
        let wholes = plan.cuts.iter().map(|cut| cut.whole).collect();
        let mut owners = vec![None; next as usize];
        for (quantity, var) in vars.iter().filter(|&(_, var)| var != VarIx(0) || plan.origins.is_empty()) {
            owners[var.at()] = Some(quantity);
        }
        let net = Net::new(next, members, edges)?;
        Ok(Self { net, told, sums, steps, wholes, vars, orders: plan.orders, owners, cuts })
    }

    /// What a member stands for.
    #[must_use]
    pub fn who(&self, member: MemberIx) -> Option<Who<'_>> {
        match self.told.get(member.at()) {
            Some(told) => Some(Who::Told(told)),
            None => {
                let at = member.at() - self.told.len();
                let sum = || self.wholes.get(at - self.steps.len()).map(|&whole| Who::Sum(whole));
                self.steps.get(at).map_or_else(sum, |step| Some(Who::Step(step)))
            }
        }
    }

    /// The steps over which counts do not fall, where these are assumptions.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// What an edge says that is part of what the words mean.
    pub(super) fn meaning(&self, edge: &Edge) -> Option<Meaning> {
        let owner = |var: VarIx| self.owners.get(var.at()).copied().flatten();
        match (owner(edge.to), owner(edge.from)) {
            (Some(part), Some(whole)) if part != whole => Some(Meaning::LiesIn { part, whole }),
            (earlier, later) => later.or(earlier).map(Meaning::NeverFalls),
        }
    }

    /// The sum by which a bound follows, by its place among the sums.
    pub(super) fn sum_behind(&self, derived: &Derived) -> Option<usize> {
        let over = |column: &Vec<VarIx>| column.contains(&derived.from) && column.contains(&derived.to);
        self.sums.iter().position(|sum| match derived.rule {
            Rule::WholeOfParts | Rule::WholeAroundParts | Rule::WholeAroundPart => over(&sum.whole),
            Rule::PartOfRest | Rule::PartBesideParts | Rule::PartWithinWhole => sum.parts.iter().any(over),
        })
    }

    /// The counts of a sum: the whole and its parts.
    #[must_use]
    pub fn cut(&self, sum: usize) -> Option<(Quantity, &[Quantity])> {
        self.cuts.get(sum).map(|(whole, parts)| (*whole, parts.as_slice()))
    }

    /// The nearest midnights of a count that surely come no later than one, and those that come no earlier.
    #[must_use]
    pub fn nearest(&self, quantity: Quantity, midnight: Midnight) -> (Vec<VarIx>, Vec<VarIx>) {
        let Some(order) = self.orders.get(&quantity) else { return Default::default() };
        let vars = |places: Vec<usize>| {
            places.into_iter().filter_map(|at| self.vars.get(quantity, order.midnights[at])).collect()
        };
        (vars(order.no_later(midnight)), vars(order.no_earlier(midnight)))
    }
}

/// Adds a member; its number.
fn join(members: &mut Vec<Member>, member: Member) -> Result<MemberIx, Unbuilt> {
    let number = u32::try_from(members.len()).map_err(|_| Unbuilt::Size)?;
    members.push(member);
    Ok(MemberIx(number))
}

impl Plan {
    fn of(dataset: &Dataset, told: &[Told], asked: &[Asked], own: bool, loose: &BTreeSet<Quantity>) -> Self {
        let mut midnights: BTreeMap<Quantity, BTreeSet<Midnight>> = BTreeMap::new();
        let mut origins: BTreeMap<Quantity, BTreeMap<Midnight, u64>> = BTreeMap::new();
        let mut mention = |quantity, ends: [Midnight; 2]| midnights.entry(quantity).or_default().extend(ends);
        for told in told {
            mention(told.quantity, [told.start, told.end]);
            if told.is_running {
                *origins.entry(told.quantity).or_default().entry(told.start).or_default() += 1;
            }
        }
        asked.iter().for_each(|asked| mention(asked.quantity, [asked.start, asked.end]));
        let most = |counted: BTreeMap<Midnight, u64>| {
            counted.into_iter().rev().max_by_key(|&(_, count)| count).map(|(midnight, _)| midnight)
        };
        let mut origins: BTreeMap<Quantity, Midnight> =
            origins.into_iter().filter_map(|(quantity, counted)| Some((quantity, most(counted)?))).collect();
        // A count of which nothing is told begins where it is first asked about: it lies in others from there.
        let spoken: BTreeSet<Quantity> = told.iter().map(|told| told.quantity).collect();
        for asked in asked.iter().filter(|asked| !spoken.contains(&asked.quantity)) {
            let origin = origins.entry(asked.quantity).or_insert(asked.start);
            *origin = (*origin).min(asked.start);
        }
        let present: BTreeSet<Quantity> = midnights.keys().copied().collect();
        let kinship = Kinship::among(&dataset.vocabulary, &present, own);
        let pairs = present.iter().flat_map(|&part| kinship.wholes(part).into_iter().map(move |whole| (part, whole)));
        let pairs: Vec<_> = pairs.collect();
        let mut cuts: Vec<Parts> = {
            let firm = present.iter().filter(|whole| !loose.contains(whole));
            firm.flat_map(|&whole| kinship.cuts(whole)).collect()
        };
        cuts.sort_by_cached_key(|cut| {
            let names = |quantity: &Quantity| quantity.names(&dataset.vocabulary);
            (names(&cut.whole), cut.parts.iter().map(names).collect::<Vec<_>>())
        });
        share(asked, &mut cuts, &mut midnights);
        let orders = midnights.into_iter().map(|(quantity, mentioned)| (quantity, order(mentioned))).collect();
        Self { orders, origins, pairs, cuts }
    }

    /// That a part is never more than its whole, counted from the beginning of both; the part's may be later.
    fn within<'p>(&'p self, vars: &'p Vars, part: Quantity, whole: Quantity) -> impl Iterator<Item = Edge> + 'p {
        let origins = self.origins.get(&part).zip(self.origins.get(&whole));
        let origin = origins.filter(|&(part, whole)| whole.is_no_later_than(*part)).map(|(part, _)| *part);
        let after = self.orders[&part]
            .midnights
            .iter()
            .filter(move |&&at| origin.is_some_and(|origin| at != origin && origin.is_no_later_than(at)));
        after.flat_map(move |&at| {
            let order = &self.orders[&whole];
            order.no_earlier(at).into_iter().map(move |later| Edge {
                from: vars.at(whole, order.midnights[later]),
                to: vars.at(part, at),
                weight: 0,
                why: Why::Given,
            })
        })
    }

    /// A whole and its parts over the midnights at which they are looked at. Parts that make up the whole do so over any
    /// days. Those that only lie in it do since all began: who recovers in a week may have fallen ill before it.
    fn sums(&self, vars: &Vars, cut: &Parts, why: Why) -> Vec<Sum> {
        let column =
            |quantity: Quantity, at: &[Midnight]| at.iter().map(|at| vars.at(quantity, *at)).collect::<Vec<_>>();
        let sum = |whole, parts| Sum { whole, parts, together: cut.together, why };
        let all: Vec<Midnight> = cut.midnights.iter().copied().collect();
        if cut.together == Together::Whole {
            let parts = cut.parts.iter().map(|&part| column(part, &all)).collect();
            return vec![sum(column(cut.whole, &all), parts)];
        }
        let Some(&began) = self.origins.get(&cut.whole) else { return Vec::new() };
        let origins: Option<Vec<Midnight>> = cut.parts.iter().map(|part| self.origins.get(part).copied()).collect();
        let Some(origins) = origins.filter(|all| all.iter().all(|&part| began.is_no_later_than(part))) else {
            return Vec::new();
        };
        let after =
            all.into_iter().filter(|&at| origins.iter().all(|&origin| origin != at && origin.is_no_later_than(at)));
        let since = |quantity: Quantity, at: Midnight| vec![VarIx(0), vars.at(quantity, at)];
        after
            .map(|at| {
                let parts = cut.parts.iter().map(|&part| since(part, at)).collect();
                sum(since(cut.whole, at), parts)
            })
            .collect()
    }
}

/// Settles where sums are looked at: at the midnights of the whole next to those at which a part is told, before and
/// after. What bounds a part at any other day is looser there: a whole only grows from one to the next. What a whole is
/// looked at for, its parts are, the largest wholes first; what is asked of a part is asked of its whole.
fn share(asked: &[Asked], cuts: &mut [Parts], midnights: &mut BTreeMap<Quantity, BTreeSet<Midnight>>) {
    for asked in asked {
        for cut in cuts.iter().filter(|cut| cut.parts.contains(&asked.quantity)) {
            midnights.entry(cut.whole).or_default().extend([asked.start, asked.end]);
        }
    }
    for cut in &mut *cuts {
        let of_whole: Vec<Midnight> = midnights.get(&cut.whole).into_iter().flatten().copied().collect();
        for &at in cut.parts.iter().filter_map(|part| midnights.get(part)).flatten() {
            cut.midnights.extend(beside(&of_whole, at));
        }
    }
    // A part of a part may be cut, too: as often as there are sums, what is given is handed on.
    let mut given: BTreeMap<Quantity, BTreeSet<Midnight>> = BTreeMap::new();
    for _ in 0..cuts.len() {
        let mut grown = false;
        for cut in &mut *cuts {
            cut.midnights.extend(given.get(&cut.whole).into_iter().flatten());
            for part in &cut.parts {
                let known = given.entry(*part).or_default();
                let before = known.len();
                known.extend(&cut.midnights);
                grown |= known.len() > before;
            }
        }
        if !grown {
            break;
        }
    }
    for (part, given) in given {
        if let Some(known) = midnights.get_mut(&part) {
            known.extend(given);
        }
    }
}

/// Of some midnights in order the same one, or the nearest that surely come before and after another, with all that
/// lie as they do; and those that are vague.
fn beside(midnights: &[Midnight], at: Midnight) -> Vec<Midnight> {
    let mut found: Vec<Midnight> = midnights.iter().copied().filter(|known| known.bound.is_vague()).collect();
    let plain = || midnights.iter().filter(|known| !known.bound.is_vague());
    let before = plain().rev().find(|known| known.bound.last <= at.bound.first).map(|known| known.bound);
    let after = plain().find(|known| at.bound.last <= known.bound.first).map(|known| known.bound);
    let near = |known: &&Midnight| **known == at || Some(known.bound) == before || Some(known.bound) == after;
    found.extend(plain().filter(near));
    found
}

/// What sources said that they had counted too much, by count.
fn corrections<'d>(dataset: &'d Dataset, told: &[Told], falls: Falls) -> BTreeMap<Quantity, Vec<&'d Correction>> {
    let mut found: BTreeMap<Quantity, Vec<&Correction>> = BTreeMap::new();
    if falls == Falls::Never || dataset.corrections.is_empty() {
        return found;
    }
    let voices: BTreeSet<_> = told.iter().map(|told| dataset.claim(told.claims[0]).lineage()).collect();
    for correction in &dataset.corrections {
        if correction.delta < 0 && voices.contains(&dataset.sources.lineage(correction.source)) {
            let Correction { subject, metric, place_of, .. } = *correction;
            found.entry(Quantity { subject, metric, place: place_of }).or_default().push(correction);
        }
    }
    found
}

/// By how much corrections published between two midnights, or a day beside them, lowered a count.
fn allowed(corrections: &[&Correction], from: Midnight, to: Midnight) -> i64 {
    let (first, last): (Day, Day) = (from.bound.first.plus(-1), to.bound.last.plus(1));
    let between = corrections.iter().filter(|correction| (first..=last).contains(&correction.day));
    between.fold(0_i64, |sum, correction| sum.saturating_add(correction.delta.saturating_neg()))
}
