use std::io::Cursor;

use super::Mapped;
use crate::load::context::Context;
use crate::load::context::tests::context;
use crate::load::mapping::{Days, Mapping, Origin, TableKind, ValueColumn};
use crate::load::plan::tests::mapping;
use crate::model::index::TableIx;
use crate::model::table::Format;

fn value(column: &str, metric: u32, hedge: Option<&str>) -> ValueColumn {
    ValueColumn { column: column.into(), metric: Origin::Constant(metric), hedge: hedge.map(str::to_owned) }
}

/// Every claim as `id = printed`, and every fault with its count.
fn read(mapping: &Mapping, file_name: &str, text: &str) -> (Context, Vec<String>, Vec<(String, u64)>) {
    let mut context = context();
    let mut mapped = Mapped::new(mapping, file_name, TableIx(0), &mut context);
    match mapping.format {
        Format::Csv => crate::load::csv::read(Cursor::new(text.as_bytes().to_vec()), &mut mapped),
        _ => crate::load::json::read_array(text.as_bytes(), &mut mapped),
    }
    .expect("memory can be read");
    let faults = mapped.finish().finish().0.into_iter().map(|(fault, count)| (fault.message, count)).collect();
    let claims = context.dataset.claims.claims().map(|ix| context.dataset.claim(ix));
    let shown = claims.map(|claim| format!("{} = {}", claim.id(), claim.printed())).collect();
    (context, shown, faults)
}

#[test]
fn a_wide_json_series_with_hedges_is_read() {
    let values = vec![value("personnel", 1, Some("personnel*")), value("tank", 2, None)];
    let mapping = Mapping { format: Format::Json, values, ignored: vec!["day".into()], ..mapping() };
    let text = r#"[{"date": "2022-02-25", "day": 2, "personnel": 2800, "personnel*": "about", "tank": null},
            {"date": "2022-02-26", "personnel": 4300, "tank": 146, "greatest": "Izium"},
            {"date": "2022-02-30", "personnel": 4500, "tank": [1]}, {"date": "26.02.2022", "personnel": 1, "tank": 2}]"#;
    let (context, claims, faults) = read(&mapping, "gs.json", text);
    assert_eq!(
        claims,
        [
            "gs/2022-02-25/personnel.losses = about 2,800",
            "gs/2022-02-26/personnel.losses = 4,300",
            "gs/2022-02-26/equipment.tanks = 146"
        ]
    );
    let messages: Vec<&str> = faults.iter().map(|(message, _)| message.as_str()).collect();
    assert_eq!(
        messages,
        [
            "the column `greatest` is neither mapped nor ignored",
            "an object or an array stands where a text or a number should",
            "this is no date of the format `%Y-%m-%d`: `26.02.2022`"
        ]
    );
    let first = crate::model::index::ClaimIx(0);
    assert!(context.dataset.claims.has_standing_hedge(first));
    assert_eq!(context.dataset.claims.exact(first).hi, 2_800);
}

#[test]
fn a_long_table_is_filtered_and_looked_up() {
    let names = [("Tanks".to_owned(), 2), ("Tanks\n".to_owned(), 2)];
    let metric = Origin::Lookup { column: "type".into(), values: names.to_vec(), others_ignored: false };
    let days = Some(Days::FileName { before: String::new(), after: "_*".into(), format: "%Y-%m-%d".into() });
    let values = vec![ValueColumn { column: "total".into(), metric, hedge: None }];
    let filters = vec![("country".to_owned(), vec!["Russia".to_owned()])];
    let mapping = Mapping { days, values, filters, place: Some(Origin::Column("where".into())), ..mapping() };
    let text = "country,type,total,where\nRussia,\"Tanks\n\",310,odesa\nRussia,Trains,1,odesa\nRussia,Trains,2,odesa\n\
                    Ukraine,Tanks,92,odesa\nRussia,Tanks,,odesa\n";
    let (_, claims, faults) = read(&mapping, "2022-03-28_36f91228.csv", text);
    assert_eq!(claims, ["gs/2022-03-28/equipment.tanks/odesa = 310"]);
    assert_eq!(faults, [("the mapping has no metric for `Trains`".to_owned(), 2)]);
    assert!(read(&mapping, "x.csv", text).2[0].0.contains("no date in the file's name"));
}

#[test]
fn days_may_be_columns() {
    let days = Some(Days::Columns { format: "%m/%d/%y".into() });
    let mapping =
        Mapping { days, values: vec![value("", 0, None)], place: Some(Origin::Column("FIPS".into())), ..mapping() };
    let (_, claims, faults) = read(&mapping, "d.csv", "FIPS,3/1/22,3/2/22\nodesa,1,2\nukraine,,3\n");
    assert_eq!(claims.len(), 3);
    assert_eq!(claims[2], "gs/2022-03-02/personnel.killed/ukraine = 3");
    assert!(faults.is_empty(), "{faults:?}");
}

#[test]
fn two_dates_a_kind_and_bounds_make_claims() {
    let days = Some(Days::StartEnd {
        start: "from".into(),
        end: "to".into(),
        kind: Some("kind".into()),
        format: "%Y-%m-%d".into(),
    });
    let bounds = [Some("lo".into()), None, Some("hi".into())];
    let mapping = Mapping { days, bounds, values: vec![value("", 0, None)], id: Some("id".into()), ..mapping() };
    let text = "id,from,to,kind,lo,hi\na,2022-02-24,2022-02-24,cumulative,20,30\nb,2022-03-01,2022-03-29,rate,1.5,2.0\n\
                    c,2022-03-01,2022-02-01,interval,1,2\nd,2022-03-01,2022-04-01,rat,1,2\ne,2022-03-01,2022-04-01,interval,9,7\n";
    let (_, claims, faults) = read(&mapping, "d.csv", text);
    assert_eq!(claims, ["a = 20 to 30", "b = 1.5 to 2.0 a day", "e = 9 to 7"]);
    let messages: Vec<&str> = faults.iter().map(|(message, _)| message.as_str()).collect();
    assert_eq!(messages, ["the period runs backwards", "unknown kind `rat`"]);
}

#[test]
fn corrections_of_nothing_are_left_out() {
    let values = vec![value("tank", 2, None), value("APC", 0, None)];
    let mapping = Mapping { kind: TableKind::Corrections, values, ..mapping() };
    let (context, claims, faults) = read(&mapping, "c.csv", "date,tank,APC\n2022-10-13,0,-25\n");
    assert_eq!((claims.len(), context.dataset.corrections.len()), (0, 1));
    assert_eq!(context.dataset.corrections[0].delta, -25);
    assert!(faults.is_empty());
    assert_eq!(read(&mapping, "c.csv", "date,tanc,APC\n").2.len(), 2);
}
