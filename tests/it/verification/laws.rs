//! The laws of verification over random webs of sources.

use std::collections::BTreeMap;

use counterclaim::audit::audit;
use counterclaim::audit::options::Options;
use counterclaim::graph::attribution::Independence;
use counterclaim::graph::circles::nobodys;
use counterclaim::graph::packing::pack;
use counterclaim::graph::stance::{Heard, Says, Stance};
use counterclaim::graph::support::Support;
use counterclaim::rules::level::Level;
use proptest::prelude::{Just, Strategy, any};
use proptest::sample::Index;
use proptest::{collection, prop_assert, prop_assert_eq, prop_assume, proptest};

use crate::made::{audited, row, shipped};
use crate::random::{self, Rows};
use crate::verification::web::{Web, web};
use crate::verification::{Status, brute, claim, statuses, supports, with_evidence};

/// The place of a support among the words.
fn rank(status: &Status) -> usize {
    Support::WORDS.iter().position(|&(word, _)| word == status.support).expect("a known word")
}

/// What of a status no dependent copy may change.
fn lasting(status: &Status) -> (&'static str, u16, bool, bool) {
    (status.support, status.independent, status.exact, status.consistent)
}

/// A web, and the same with its rows in another order.
fn shuffled() -> impl Strategy<Value = (Web, Web)> {
    web(10).prop_flat_map(|web| {
        let rows = Just(web.rows.0.clone()).prop_shuffle();
        (Just(web.clone()), rows.prop_map(move |rows| Web { rows: Rows(rows), ..web.clone() }))
    })
}

/// The web with one more source and one more claim of it, printed as an earlier one is.
fn with_copy(web: &Web, of: usize, source: &str, keys: &str) -> Web {
    let mut more = web.clone();
    more.more = format!("[source.{source}]\n{keys}\n");
    more.rows.0.push(web.copied(of, "z-copy", source));
    more
}

proptest! {
    #![proptest_config(random::cases(400))]

    #[test]
    fn the_verdict_is_what_its_explanation_comes_to(web in web(10)) {
        let dataset = web.dataset();
        let found = with_evidence(&dataset, |evidence| {
            let backings = evidence.backings();
            let each = evidence.compared().map(|claim| {
                (claim.id(), backings.of(claim.ix), backings.heard(&dataset, claim.ix), claim.ix)
            });
            let attribution = backings.attribution();
            each.map(|(id, backing, heard, claim)| {
                let origin = attribution.get(attribution.origin(claim));
                let alone = if origin.unattributed { Support::Unattributed } else { Support::Reported };
                let (support, by) = brute::support(attribution, alone, &heard);
                let confirming: Vec<&Heard> = heard
                    .iter()
                    .filter(|heard| heard.says == Says::Confirms && heard.independence == Independence::Full)
                    .collect();
                let apart = |a: usize, b: usize| !brute::are_two(attribution, confirming[a], confirming[b]);
                let greatest = brute::greatest(confirming.len(), apart);
                let speaks = |heard: &Heard| heard.says >= Says::Bounds && heard.independence >= Independence::Partial;
                let by: Vec<_> = by.iter().map(|heard| heard.claim).collect();
                (id.to_owned(), backing, support, by, greatest, heard.iter().any(speaks))
            }).collect::<Vec<_>>()
        });
        for (id, backing, support, by, greatest, consistent) in found {
            prop_assert_eq!(backing.support, support, "{}", id);
            prop_assert!(backing.exact, "{}", id);
            prop_assert_eq!(usize::from(backing.independent), greatest, "{}", id);
            prop_assert_eq!(backing.consistent, consistent, "{}", id);
            let decides = backing.by.is_some_and(|claim| by.contains(&claim));
            prop_assert!(by.is_empty() || decides, "{}: {:?} of {:?}", id, backing.by, by);
        }
    }

    #[test]
    fn independence_is_of_all_they_rest_on(web in web(10)) {
        let dataset = web.dataset();
        let plain = |at: usize| ["restates", "derived-from", "attribution"].iter().all(|column| web.text(at, column).is_empty());
        let claims: Vec<usize> = (0..web.rows.0.len()).filter(|&at| plain(at)).collect();
        with_evidence(&dataset, |evidence| {
            let backings = evidence.backings();
            let attribution = backings.attribution();
            let own = evidence.compared().filter(|claim| !evidence.graph.is_restatement(claim.ix));
            let compared: BTreeMap<&str, _> = own.map(|claim| (claim.id(), claim.ix)).collect();
            let nobodys = nobodys(&dataset);
            for (&one, &other) in claims.iter().flat_map(|one| claims.iter().map(move |other| (one, other))) {
                let known = |at: usize| compared.get(web.text(at, "id")).filter(|claim| !nobodys.contains(claim));
                let (Some(&a), Some(&b)) = (known(one), known(other)) else { continue };
                let source = |at: usize| web.text(at, "source")[1..].parse::<usize>().expect("a number");
                let [(mine, unknown), (theirs, others)] = [one, other].map(|at| brute::rests_on(&web, source(at)));
                let full = mine.is_disjoint(&theirs) && !unknown && !others;
                let found = attribution.independence(attribution.origin(b), attribution.origin(a));
                prop_assert_eq!(found == Independence::Full, full, "{} {}", web.text(one, "id"), web.text(other, "id"));
                if theirs.is_subset(&mine) && found > Independence::Dependent {
                    prop_assert!(others && !unknown, "what rests on nobody else brings nothing");
                }
            }
            Ok(())
        })?;
    }

    #[test]
    fn the_order_of_claims_changes_no_status((web, other) in shuffled()) {
        prop_assert_eq!(statuses(&web.dataset()), statuses(&other.dataset()));
    }

    #[test]
    fn a_dependent_copy_changes_nothing(web in web(10), of in any::<Index>(), kind in 0_u8..3) {
        let of = of.index(web.rows.0.len());
        let source = web.text(of, "source").to_owned();
        let linked = ["restates", "derived-from", "attribution", "per"].iter().any(|column| !web.text(of, column).is_empty());
        let dataset = web.dataset();
        let repeats = with_evidence(&dataset, |evidence| {
            let claim = claim(&dataset, web.text(of, "id"));
            evidence.graph.is_restatement(claim)
        });
        prop_assume!(!linked && !repeats);
        let before = supports(&dataset);
        let copied = match kind {
            0 => with_copy(&web, of, "parrot", &format!("relies-on = [\"{source}\"]")),
            1 => with_copy(&web, of, "parrot", &format!("speaks-for = [\"{source}\"]")),
            _ => {
                let mut more = web.clone();
                more.more = "[source.outlet]\n".to_owned();
                let mut copy = web.copied(of, "z-copy", &source);
                copy.extend(row(&[("restates", web.text(of, "id")), ("via", "outlet")]));
                more.rows.0.push(copy);
                more
            }
        };
        let after = supports(&copied.dataset());
        for (id, status) in before {
            prop_assert_eq!(lasting(&after[&id]), lasting(&status), "{}", id);
        }
    }

    #[test]
    fn an_independent_confirmation_never_lowers_support(web in web(10), of in any::<Index>()) {
        let of = of.index(web.rows.0.len());
        let (before, after) = (supports(&web.dataset()), supports(&with_copy(&web, of, "fresh", "").dataset()));
        for (id, status) in before {
            let now = &after[&id];
            prop_assert!(rank(now) >= rank(&status) && now.independent >= status.independent, "{}: {:?} {:?}", id, status, now);
        }
    }

    #[test]
    fn who_only_agreed_and_is_withdrawn_raises_nobody(web in web(10), of in any::<Index>()) {
        let of = of.index(web.rows.0.len());
        let id = web.text(of, "id").to_owned();
        // What others repeat, are computed from or count on from carries a link. A list, or a side's count of its own, may
        // stand behind another's figure: that then says no more than it does.
        let named = |at: usize| ["restates", "derived-from"].iter().any(|column| web.text(at, column) == id);
        let dataset = web.dataset();
        let linked = with_evidence(&dataset, |evidence| {
            let restatements = evidence.graph.restatements().count();
            let stance = Stance::of(dataset.claim(claim(&dataset, &id)), evidence.backings().attribution());
            stance.direct || stance.floor || nobodys(&dataset).contains(&stance.claim) || restatements > 0
        });
        prop_assume!(!linked && !(0..web.rows.0.len()).any(named));
        let mut without = web.clone();
        without.rows.0.remove(of);
        let (before, after) = (supports(&dataset), supports(&without.dataset()));
        for (id, now) in after {
            let status = &before[&id];
            prop_assert!(rank(&now) <= rank(status) && now.independent <= status.independent, "{}: {:?} {:?}", id, status, now);
        }
    }

    #[test]
    fn one_group_never_raises_itself(mut web in web(10)) {
        web.sources.iter_mut().for_each(|source| source.group = Some(0));
        for (id, status) in supports(&web.dataset()) {
            prop_assert!(rank(&status) <= 1 && status.by.is_none() && !status.consistent, "{}: {:?}", id, status);
        }
    }

    #[test]
    fn what_is_contested_is_not_shown_as_verified(web in web(10)) {
        for (id, status) in statuses(&web.dataset()) {
            let contested = ["disputed", "self-contradictory"].contains(&status.conflict);
            prop_assert!(!contested || status.support != "independently-verified", "{}: {:?}", id, status);
            let best = status.credibility == 1;
            prop_assert!(!best || status.conflict == "none" && rank(&status) >= 4, "{}: {:?}", id, status);
        }
    }

    #[test]
    fn packing_is_as_good_as_trying_every_set(count in 0_usize..=12, edges in collection::vec(any::<bool>(), 144)) {
        let beside = |a: usize, b: usize| a != b && edges[a.min(b) * 12 + a.max(b)];
        let packed = pack(count, beside);
        prop_assert!(packed.exact);
        prop_assert!(packed.chosen.iter().all(|&a| packed.chosen.iter().all(|&b| !beside(a, b))));
        prop_assert_eq!(packed.chosen.len(), brute::greatest(count, beside));
    }
}

proptest! {
    #![proptest_config(random::cases(60))]

    #[test]
    fn what_is_shown_changes_no_status(web in web(10), rule in any::<Index>(), loud in any::<bool>()) {
        let dataset = web.dataset();
        let known = statuses(&dataset);
        let ids: Vec<&str> = shipped().iter().map(|rule| rule.id.as_str()).collect();
        let id = ids[rule.index(ids.len())].to_owned();
        let level = if loud { Level::Deny } else { Level::Allow };
        let only = Options { only: vec![id.clone()], ..Options::default() };
        let levels = Options { levels: vec![(id, level)], ..Options::default() };
        let runs = [audited(&dataset), audit(&dataset, shipped(), &only), audit(&dataset, shipped(), &levels)];
        for witness in runs.iter().flat_map(|run| &run.findings).flat_map(|finding| {
            finding.left.witnesses.iter().chain(finding.right.iter().flat_map(|side| &side.witnesses))
        }) {
            let shown = (witness.support.word(), witness.conflict.word(), witness.credibility);
            prop_assert_eq!(shown, known[&witness.claim].words(), "{}", witness.claim);
        }
    }
}
