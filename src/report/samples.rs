//! Findings made by hand from figures that were really printed, for the tests of every format.

use crate::audit::cause::{Cause, CauseKind};
use crate::audit::disposition::Disposition;
use crate::audit::figures::Figures;
use crate::audit::finding::{Critical, Finding, FindingKind, Gap, Implied, Mended, Side, Witness};
use crate::audit::ran::Ran;
use crate::audit::verified::Verified;
use crate::audit::{Audit, Counts, NotCompared};
use crate::graph::support::Support;
use crate::load::problem::Excerpt;
use crate::model::amount::Amount;
use crate::model::day::Day;
use crate::rules::level::{Level, Strength};
use crate::verify::conflict::Conflict;

/// The excerpt of `text` in which `figure` is meant.
pub(crate) fn excerpt(file: &str, line: u64, text: &str, figure: &str) -> Excerpt {
    let start = text.find(figure).expect("the figure stands in the text");
    let column = 1 + text[..start].chars().count() as u64;
    Excerpt { file: file.to_owned(), line, column, text: text.to_owned(), span: start..start + figure.len() }
}

fn witness(claim: &str, (source, name): (&str, &str), value: i64, period: &str, excerpt: Option<Excerpt>) -> Witness {
    let value = Amount::whole(value);
    Witness {
        claim: claim.to_owned(),
        source: source.to_owned(),
        source_name: name.to_owned(),
        outlets: 0,
        printed: value.to_string(),
        value: Some(value),
        low: Some(value),
        high: Some(value),
        period: period.to_owned(),
        support: Support::Reported,
        conflict: Conflict::None,
        credibility: 6,
        reliability: 'F',
        stated: None,
        aside: Vec::new(),
        document: None,
        publisher: None,
        excerpt,
    }
}

fn side(witness: Witness) -> Side {
    Side { witnesses: vec![witness], count: 1, implied: None }
}

const GENERAL_STAFF: (&str, &str) = ("ua-general-staff", "General Staff");

/// 51,579 vehicles in an article where the source's own series has 51,715.
pub(crate) fn stale_copy() -> Finding {
    let row =
        r#"e1,ua-general-staff,euronews,equipment.vehicles-and-fuel-tanks,2025-06-12,"51,579",euronews-2025-06-12"#;
    let article = Witness {
        outlets: 1,
        publisher: Some("Euronews".to_owned()),
        document: Some("euronews-2025-06-12".to_owned()),
        ..witness(
            "e1",
            GENERAL_STAFF,
            51_579,
            "2025-06-12",
            Some(excerpt("datasets/ukraine-losses/claims/articles.csv", 7, row, "51,579")),
        )
    };
    let series = "    \"vehicles and fuel tanks\": 51715,";
    let own = Witness {
        document: Some("general-staff-series".to_owned()),
        ..witness(
            "general-staff/2025-06-12/vehicles",
            GENERAL_STAFF,
            51_715,
            "2025-06-12",
            Some(excerpt("datasets/ukraine-losses/series/general-staff.json", 24_011, series, "51715")),
        )
    };
    Finding {
        id: "3f1c09a27be45d10".to_owned(),
        rule: "copy-differs-from-origin".to_owned(),
        level: Level::Deny,
        strength: Some(Strength::Discrepancy),
        kind: FindingKind::Transcription,
        headline: "51,579 vehicles and fuel tanks where the General Staff's own series has 51,715 (136 fewer)"
            .to_owned(),
        subject: "russia".to_owned(),
        metric: "equipment.vehicles-and-fuel-tanks".to_owned(),
        place: "ukraine".to_owned(),
        period: "2025-06-12".to_owned(),
        left: side(article),
        right: Some(side(own)),
        gap: Some(Gap { amount: Amount::whole(136), per_mille: Some(3) }),
        critical: Some(Critical::PerCent(14)),
        days: 1,
        first: Day::parse("2025-06-12"),
        last: Day::parse("2025-06-12"),
        arithmetic: vec!["51,715 - 51,579 = 136".to_owned()],
        follows: Vec::new(),
        mended_by: None,
        assumptions: Vec::new(),
        settled_by: None,
        causes: Some(vec![Cause {
            kind: CauseKind::AnotherDay,
            fit: 997,
            reason: "1 in 1,089 figures as far off would fit by chance".to_owned(),
            odd: "e1".to_owned(),
            sentence: "`e1`: the figure of 2025-06-11, one day before".to_owned(),
            evidence: vec!["general-staff/2025-06-11/vehicles".to_owned()],
            places: vec![Some(excerpt(
                "datasets/ukraine-losses/series/general-staff.json",
                23_978,
                "    \"vehicles\": 51579,",
                "51579",
            ))],
        }]),
        also: vec!["source-contradicts-itself".to_owned()],
        figures: Figures::default(),
        disposition: Disposition::New,
    }
}

/// 20,000 killed among 4,000 casualties, the claims without a file.
pub(crate) fn part_above_whole() -> Finding {
    let killed = witness("k1", ("president", "President of Ukraine"), 20_000, "2024-05/2024-06", None);
    let casualties = Witness {
        conflict: Conflict::Disputed,
        credibility: 4,
        reliability: 'B',
        stated: Some("unverified".to_owned()),
        ..witness("c1", GENERAL_STAFF, 4_000, "2024-05/2024-06", None)
    };
    Finding {
        id: "90aa12cd34ef5678".to_owned(),
        rule: "part-exceeds-whole".to_owned(),
        strength: Some(Strength::Contradiction),
        kind: FindingKind::SelfContradiction,
        headline: "20,000 killed among 4,000 casualties".to_owned(),
        metric: "personnel.killed".to_owned(),
        period: "2024-05/2024-06".to_owned(),
        left: side(killed),
        right: Some(Side {
            implied: Some(Implied { low: Some(Amount::whole(3_900)), high: Some(Amount::whole(4_100)) }),
            count: 2,
            ..side(casualties)
        }),
        gap: Some(Gap { amount: Amount::whole(16_000), per_mille: Some(4_000) }),
        critical: Some(Critical::Days(7, "the start is 7 days later (2024-05-17)".to_owned())),
        first: Day::parse("2024-05-01"),
        last: Day::parse("2024-06-30"),
        arithmetic: vec!["killed [20,000, 20,000]".to_owned(), "casualties [4,000, 4,000]".to_owned()],
        follows: Vec::new(),
        mended_by: None,
        assumptions: vec!["the killed are counted among the casualties".to_owned()],
        settled_by: Some("the table behind the 4,000".to_owned()),
        causes: Some(Vec::new()),
        also: Vec::new(),
        ..stale_copy()
    }
}

/// Two tables of one source that differ by one helicopter for 39 days.
pub(crate) fn helicopters() -> Finding {
    let place = |line, value: &str| {
        Some(excerpt(
            "datasets/ukraine-losses/series/helicopters.csv",
            line,
            &format!("2026-03-22,helicopters,{value}"),
            value,
        ))
    };
    let left = witness("a/2026-03-22/helicopters", GENERAL_STAFF, 351, "2026-03-22", place(1_488, "351"));
    let right = witness("b/2026-03-22/helicopters", GENERAL_STAFF, 350, "2026-03-22", place(1_495, "350"));
    Finding {
        id: "00b1e5c0ffee1234".to_owned(),
        rule: "copies-differ".to_owned(),
        level: Level::Warn,
        headline: "351 helicopters in one table of the General Staff and 350 in another, for 39 days".to_owned(),
        metric: "equipment.helicopters".to_owned(),
        period: "2026-03-22".to_owned(),
        left: Side { count: 39, ..side(left) },
        right: Some(Side { count: 39, ..side(right) }),
        gap: Some(Gap { amount: Amount::whole(1), per_mille: Some(3) }),
        days: 39,
        first: Day::parse("2026-03-22"),
        last: Day::parse("2026-04-29"),
        arithmetic: vec!["351 - 350 = 1".to_owned()],
        follows: vec!["351 helicopters on one day, but 350 on the next (1 more)".to_owned()],
        mended_by: Some(mended()),
        causes: None,
        also: Vec::new(),
        ..stale_copy()
    }
}

fn mended() -> Mended {
    let low = Some(Amount::whole(350));
    Mended { claim: "a/2026-03-22/helicopters".to_owned(), printed: "351".to_owned(), low, high: low }
}

fn ran(id: &str, title: &str, level: Level, comparisons: u64) -> Ran {
    let why = "What one voice printed twice should be one figure.".to_owned();
    Ran { id: id.to_owned(), title: title.to_owned(), why, level, comparisons }
}

/// A small audit.
pub(crate) fn audit() -> Audit {
    Audit {
        dataset: "datasets/ukraine-losses".to_owned(),
        title: "Russian losses in Ukraine as published".to_owned(),
        as_of: Day::parse("2026-04-29"),
        counts: Counts {
            claims: 23_184,
            statements: 2,
            restatements: 40,
            sources: 14,
            documents: 35,
            quantities: 61,
            rules: 22,
            comparisons: 1_234_567,
            untouched: 17,
        },
        rules: vec![
            ran("copies-differ", "Two copies of one table differ", Level::Warn, 1_240),
            ran("copy-differs-from-origin", "A copy differs from its origin", Level::Deny, 40),
            ran("part-exceeds-whole", "A part exceeds its whole", Level::Deny, 51_000),
            ran("stuck-row", "A row repeats itself", Level::Note, 0),
            ran("sum-exceeds-whole", "Parts exceed their whole together", Level::Deny, 12),
        ],
        threshold: Level::Deny,
        findings: vec![stale_copy(), helicopters(), part_above_whole()],
        not_compared: vec![
            NotCompared { reason: "no relation is declared".to_owned(), pairs: 1, example: None },
            NotCompared {
                reason: "the definitions differ".to_owned(),
                pairs: 412,
                example: Some(("equipment.tanks of oryx".to_owned(), "equipment.tanks of mod".to_owned())),
            },
        ],
        notes: vec!["3 identical rows of `claims/articles.csv` were made one".to_owned()],
        untouched: Vec::new(),
        verified: Verified { support: [1, 38_000, 4_700, 0, 1, 0], conflict: [42_000, 2, 300, 5, 395] },
        exhibits: None,
        problems: 0,
    }
}

/// An audit that found nothing.
pub(crate) fn empty_audit() -> Audit {
    Audit {
        dataset: "datasets/clean".to_owned(),
        title: "A clean series".to_owned(),
        as_of: None,
        counts: Counts {
            claims: 4,
            sources: 1,
            documents: 1,
            quantities: 1,
            rules: 1,
            comparisons: 12,
            ..Counts::default()
        },
        rules: vec![ran("cumulative-falls", "A total that only grows falls", Level::Warn, 12)],
        threshold: Level::Deny,
        findings: Vec::new(),
        not_compared: Vec::new(),
        notes: Vec::new(),
        untouched: Vec::new(),
        verified: Verified::default(),
        exhibits: None,
        problems: 1,
    }
}

/// An audit in which every text is an attack on a terminal, a spreadsheet or the drawing.
pub(crate) fn hostile_audit() -> Audit {
    const ATTACK: &str = "\u{1b}[31m\u{202e}é\r\n\u{9b}2J\u{10fffd}0\u{10fffd}";
    let mut finding = stale_copy();
    finding.headline = ATTACK.to_owned();
    finding.rule = ATTACK.to_owned();
    finding.subject = "@sum".to_owned();
    finding.metric = "\t=1+1".to_owned();
    finding.arithmetic = vec!["-1".to_owned(), ATTACK.to_owned()];
    finding.follows = vec![ATTACK.to_owned()];
    finding.mended_by = Some(Mended { claim: ATTACK.to_owned(), printed: ATTACK.to_owned(), ..mended() });
    finding.causes = Some(vec![Cause {
        kind: CauseKind::CopiedFigure,
        fit: 501,
        reason: ATTACK.to_owned(),
        odd: ATTACK.to_owned(),
        sentence: ATTACK.to_owned(),
        evidence: vec![ATTACK.to_owned()],
        places: vec![Some(Excerpt {
            file: ATTACK.to_owned(),
            line: 0,
            column: 0,
            text: ATTACK.to_owned(),
            span: 8..9,
        })],
    }]);
    finding.gap = Some(Gap { amount: Amount { digits: -1_250, scale: 2 }, per_mille: Some(-3) });
    for witness in finding.left.witnesses.iter_mut() {
        witness.source = "=cmd|' /C calc'!A0".to_owned();
        witness.source_name = ATTACK.to_owned();
        witness.publisher = Some(ATTACK.to_owned());
        witness.period = ATTACK.to_owned();
        // A span that begins inside a character and ends behind the text.
        let text = ATTACK.to_owned();
        witness.excerpt = Some(Excerpt { file: ATTACK.to_owned(), line: 0, column: 0, text, span: 8..9_000 });
    }
    Audit {
        dataset: ATTACK.to_owned(),
        title: ATTACK.to_owned(),
        notes: vec![ATTACK.to_owned()],
        rules: vec![ran(ATTACK, ATTACK, Level::Deny, 1)],
        not_compared: vec![NotCompared {
            reason: ATTACK.to_owned(),
            pairs: 1,
            example: Some((ATTACK.to_owned(), ATTACK.to_owned())),
        }],
        findings: vec![finding],
        ..empty_audit()
    }
}

/// The text without its colours.
pub(crate) fn without_escapes(text: &str) -> String {
    let mut pieces = text.split('\u{1b}');
    let mut plain = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        plain += piece.split_once('m').map_or("", |(_, rest)| rest);
    }
    plain
}
