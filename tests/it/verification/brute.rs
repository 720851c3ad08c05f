//! The definitions again, word for word, with nothing clever about them.

use std::collections::BTreeSet;

use counterclaim::graph::attribution::{Attribution, Independence};
use counterclaim::graph::stance::{Heard, Says};
use counterclaim::graph::support::Support;

use crate::verification::web::Web;

/// The greatest number of witnesses of whom no two stand in each other's way: every set of them is tried.
pub(crate) fn greatest(count: usize, in_the_way: impl Fn(usize, usize) -> bool) -> usize {
    let free = |set: u32| {
        let members: Vec<usize> = (0..count).filter(|at| set >> at & 1 == 1).collect();
        let apart = |&one: &usize| members.iter().all(|&other| one == other || !in_the_way(one, other));
        members.iter().all(apart).then_some(members.len())
    };
    (0..1_u32 << count).filter_map(free).max().unwrap_or(0)
}

/// Whether two witnesses are two.
pub(crate) fn are_two(attribution: &Attribution, one: &Heard, other: &Heard) -> bool {
    let copies = one.value.is_some() && one.value == other.value;
    !copies && attribution.independence(one.origin, other.origin) == Independence::Full
}

/// What those who are heard make of a claim that is `alone` without them, and the claims any of which decides so.
pub(crate) fn support(attribution: &Attribution, alone: Support, heard: &[Heard]) -> (Support, Vec<Heard>) {
    let which = |wanted: &dyn Fn(&Heard) -> bool| heard.iter().copied().filter(wanted).collect::<Vec<_>>();
    let confirms = |heard: &Heard| heard.says == Says::Confirms;
    let full = |heard: &Heard| heard.independence == Independence::Full;
    let agrees = |heard: &Heard| confirms(heard) && full(heard) && heard.agrees && heard.disinterested;
    let directly = which(&|heard| agrees(heard) && heard.direct);
    let together =
        which(&|one| agrees(one) && heard.iter().any(|other| agrees(other) && are_two(attribution, one, other)));
    let either: Vec<Heard> = [directly, together].concat();
    let levels = [
        (Support::IndependentlyVerified, either),
        (Support::Corroborated, which(&|heard| confirms(heard) && full(heard))),
        (Support::Probable, which(&|heard| confirms(heard) && heard.independence == Independence::Partial)),
        (Support::Bounded, which(&|heard| heard.says == Says::Bounds && full(heard))),
    ];
    let best = levels.into_iter().find(|(support, by)| *support > alone && !by.is_empty());
    best.unwrap_or((alone, Vec::new()))
}

/// Every group that a source of a web rests on, and whether somebody unknown is among those it relies on.
pub(crate) fn rests_on(web: &Web, source: usize) -> (BTreeSet<String>, bool) {
    let mut met = BTreeSet::from([source]);
    loop {
        let more: BTreeSet<usize> = met
            .iter()
            .flat_map(|&at| web.sources[at].relies_on.iter().chain(&web.sources[at].speaks_for))
            .copied()
            .collect();
        let before = met.len();
        met.extend(more);
        if met.len() == before {
            break;
        }
    }
    (met.iter().map(|&at| group(web, at)).collect(), met.iter().any(|&at| web.sources[at].unknown))
}

/// The group of a source: its own, or that of the one it speaks for.
fn group(web: &Web, source: usize) -> String {
    let drawn = &web.sources[source];
    match (&drawn.group, &drawn.speaks_for[..]) {
        (Some(group), _) => format!("g{group}"),
        (None, &[only]) => group(web, only),
        (None, _) => format!("s{source}"),
    }
}
