//! Tests of the router as a whole.

use super::*;
use crate::scene::geometry::{point, rect};

/// A small linear congruential generator, so that layouts are the same on every run.
struct Dice(u64);

impl Dice {
    fn part(&mut self) -> f32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 40) as f32 / (1_u64 << 24) as f32
    }

    fn below(&mut self, n: usize) -> usize {
        ((self.part() * n as f32) as usize).min(n.saturating_sub(1))
    }

    fn between(&mut self, lo: f32, hi: f32) -> f32 {
        lo + (hi - lo) * self.part()
    }
}

type Page = (Terrain, Vec<DownLink>, Vec<SideLink>);

fn down(card: usize, row: usize, column: usize) -> DownLink {
    DownLink { card, row, column }
}

fn card(x: f32, y: f32) -> Rect {
    rect(x, y, 248.0, 92.0)
}

/// The sample map of the look to reach.
fn kaiser() -> Page {
    let of = |x: f32, y: f32| rect(x, y, 300.0, 50.0);
    let terrain = Terrain {
        cards: vec![
            card(76.0, 244.0),
            card(370.0, 274.0),
            card(670.0, 244.0),
            card(116.0, 424.0),
            card(444.0, 444.0),
            card(1015.0, 284.0),
            card(1175.0, 442.0),
        ],
        rows: vec![
            vec![of(214.0, 673.0), of(544.0, 673.0), of(874.0, 673.0)],
            vec![of(274.0, 749.0), of(604.0, 749.0), of(934.0, 749.0)],
        ],
        lanes_bottom: 602.0,
        bounds: rect(56.0, 172.0, 1488.0, 640.0),
        ..Terrain::default()
    };
    let links = vec![
        down(0, 1, 0),
        down(0, 0, 0),
        down(3, 0, 0),
        down(1, 0, 1),
        down(4, 1, 1),
        down(2, 0, 2),
        down(5, 0, 1),
        down(6, 0, 2),
        down(5, 1, 2),
        down(6, 1, 2),
    ];
    (terrain, links, vec![SideLink { from: 5, to: 1 }, SideLink { from: 6, to: 4 }])
}

/// Cards at random, at least `margin` apart, with up to three links each.
fn scattered(seed: u64, wanted: usize, margin: f32) -> Page {
    let mut dice = Dice(seed);
    let side = (wanted as f32).sqrt();
    let (width, height) = (side * 380.0 + 300.0, side * 190.0 + 200.0);
    let mut cards: Vec<Rect> = Vec::new();
    for _ in 0..wanted * 20 {
        let next = rect(
            dice.between(4.0, width - 252.0),
            dice.between(40.0, height - 130.0),
            248.0,
            dice.between(92.0, 130.0),
        );
        if cards.len() < wanted && cards.iter().all(|other| !other.grown(margin).intersects(next)) {
            cards.push(next);
        }
    }
    let mut top = height + 71.0;
    let mut rows = Vec::new();
    for _ in 0..3 {
        let mut x = dice.between(10.0, 120.0);
        let mut row = Vec::new();
        while x < width - 320.0 {
            row.push(rect(x, top, 300.0, 50.0));
            x += 300.0 + dice.between(20.0, 60.0);
        }
        rows.push(row);
        top += 50.0 + dice.between(22.0, 30.0);
    }
    let links = (0..cards.len() * 3 / 2)
        .map(|_| {
            let row = dice.below(3);
            down(dice.below(cards.len()), row, dice.below(rows[row].len()))
        })
        .collect();
    let side = (0..cards.len() / 3).map(|_| SideLink { from: dice.below(cards.len()), to: dice.below(cards.len()) });
    let side = side.filter(|link| link.from != link.to).collect();
    let bounds = rect(0.0, 0.0, width, top);
    (Terrain { cards, rows, lanes_bottom: height, bounds, centred: false }, links, side)
}

/// The pieces of a route.
fn pieces(route: &Route) -> impl Iterator<Item = (Point, Point)> {
    route.points.windows(2).map(|ends| (ends[0], ends[1]))
}

/// Whether a level or upright piece runs through the inside of a rectangle.
fn enters(piece: (Point, Point), of: Rect) -> bool {
    Rect::spanning(piece.0, piece.1).grown(0.01).intersects(of.grown(-0.05))
}

fn assert_well_formed(route: &Route) {
    assert!(route.points.len() >= 2, "too short: {route:?}");
    for (a, b) in pieces(route) {
        assert!(a.x == b.x || a.y == b.y, "neither level nor upright: {route:?}");
        assert!(a != b, "repeats a point: {route:?}");
    }
    for corner in route.points.windows(3) {
        assert!((corner[0].x == corner[1].x) != (corner[1].x == corner[2].x), "needless point: {route:?}");
    }
}

/// By how much two pieces lie on the same line.
fn shared(a: (Point, Point), b: (Point, Point)) -> f32 {
    let along = |lo: f32, hi: f32, other_lo: f32, other_hi: f32| {
        lo.max(hi).min(other_lo.max(other_hi)) - lo.min(hi).max(other_lo.min(other_hi))
    };
    if a.0.x == a.1.x && b.0.x == b.1.x && (a.0.x - b.0.x).abs() < 0.5 {
        along(a.0.y, a.1.y, b.0.y, b.1.y)
    } else if a.0.y == a.1.y && b.0.y == b.1.y && (a.0.y - b.0.y).abs() < 0.5 {
        along(a.0.x, a.1.x, b.0.x, b.1.x)
    } else {
        0.0
    }
}

fn crossings(a: &Route, b: &Route) -> usize {
    let crosses = |(p, q): (Point, Point), (r, s): (Point, Point)| {
        p.x == q.x && r.y == s.y && p.x > r.x.min(s.x) && p.x < r.x.max(s.x) && r.y > p.y.min(q.y) && r.y < p.y.max(q.y)
    };
    pieces(a).map(|p| pieces(b).filter(|&q| crosses(p, q) || crosses(q, p)).count()).sum()
}

#[test]
fn no_link_enters_a_card_or_a_capability_box() {
    for seed in 0..60 {
        let (terrain, links, side) = scattered(seed, 12 + seed as usize, 2.0 + (seed % 7) as f32 * 5.0);
        let (downs, sides) = route(&terrain, &links, &side);
        for route in downs.iter().chain(&sides) {
            for piece in pieces(route) {
                for of in terrain.cards.iter().chain(terrain.rows.iter().flatten()) {
                    assert!(!enters(piece, *of), "seed {seed}: {piece:?} enters {of:?}: {route:?}");
                }
            }
        }
    }
}

#[test]
fn links_start_and_end_on_the_right_edges() {
    for seed in 0..40 {
        let (terrain, links, side) = scattered(seed, 30, 20.0);
        let (downs, sides) = route(&terrain, &links, &side);
        for (route, link) in downs.iter().zip(&links) {
            let (from, to) = (terrain.cards[link.card], terrain.rows[link.row][link.column]);
            let (start, end) = (route.points[0], route.points[route.points.len() - 1]);
            assert_eq!(start.y, from.bottom());
            assert!((start.x - from.center().x).abs() <= from.w * 0.3 + 0.01, "{start:?} of {from:?}");
            assert_eq!(end.y, to.y);
            assert!((end.x - to.center().x).abs() <= to.w * 0.3 + 0.01, "{end:?} of {to:?}");
        }
        for (route, link) in sides.iter().zip(&side) {
            let (from, to) = (terrain.cards[link.from], terrain.cards[link.to]);
            let (start, end) = (route.points[0], route.points[route.points.len() - 1]);
            let leftward = to.center().x < from.center().x;
            assert_eq!(start.x, if leftward { from.x } else { from.right() });
            assert!(start.y > from.y && start.y < from.bottom());
            assert!(end.x == to.x || end.x == to.right());
            if to.right() + 4.0 <= from.x {
                assert_eq!(end.x, to.right());
            }
            assert!(end.y > to.y && end.y < to.bottom());
        }
    }
}

#[test]
fn every_piece_is_level_or_upright_and_none_is_needless() {
    for seed in 0..60 {
        let (terrain, links, side) = scattered(seed, 10 + 2 * seed as usize, (seed % 20) as f32);
        let (downs, sides) = route(&terrain, &links, &side);
        assert_eq!((downs.len(), sides.len()), (links.len(), side.len()));
        downs.iter().chain(&sides).for_each(assert_well_formed);
    }
}

#[test]
fn no_two_links_of_the_sample_map_lie_on_top_of_each_other() {
    let (terrain, links, side) = kaiser();
    let (downs, sides) = route(&terrain, &links, &side);
    let all: Vec<&Route> = downs.iter().chain(&sides).collect();
    for (i, a) in all.iter().enumerate() {
        for b in &all[i + 1..] {
            for piece in pieces(a) {
                for other in pieces(b) {
                    assert!(shared(piece, other) <= 1.0, "{piece:?} and {other:?}");
                }
            }
        }
    }
}

#[test]
fn links_of_the_sample_map_cross_no_more_than_they_must() {
    let (terrain, links, side) = kaiser();
    let (downs, sides) = route(&terrain, &links, &side);
    let all: Vec<&Route> = downs.iter().chain(&sides).collect();
    let count: usize =
        all.iter().enumerate().map(|(i, a)| all[i + 1..].iter().map(|b| crossings(a, b)).sum::<usize>()).sum();
    assert!(count <= 9, "{count} crossings");
    for (i, a) in downs.iter().enumerate() {
        for b in &downs[i + 1..] {
            assert!(crossings(a, b) <= 1, "{a:?} weaves with {b:?}");
        }
    }
}

#[test]
fn the_same_page_gives_the_same_routes() {
    let (terrain, links, side) = scattered(5, 60, 10.0);
    assert_eq!(route(&terrain, &links, &side), route(&terrain, &links, &side));
}

#[test]
fn a_box_right_below_is_reached_without_a_bend() {
    let terrain = Terrain {
        cards: vec![card(100.0, 100.0)],
        rows: vec![vec![rect(110.0, 400.0, 300.0, 50.0)]],
        lanes_bottom: 329.0,
        bounds: rect(0.0, 0.0, 800.0, 500.0),
        ..Terrain::default()
    };
    let (downs, _) = route(&terrain, &[down(0, 0, 0)], &[]);
    assert_eq!(downs[0].points.len(), 2);
}

#[test]
fn links_keep_their_distance_from_cards_where_there_is_room() {
    let (terrain, links, side) = kaiser();
    let (downs, sides) = route(&terrain, &links, &side);
    for (i, of) in terrain.cards.iter().enumerate() {
        let foreign = |link: &DownLink| link.card != i;
        let downs = downs.iter().zip(&links).filter(|(_, link)| foreign(link)).map(|(route, _)| route);
        let sides = sides.iter().zip(&side).filter(|(_, link)| link.from != i && link.to != i).map(|(route, _)| route);
        for piece in downs.chain(sides).flat_map(pieces) {
            assert!(!enters(piece, of.grown(7.9)), "{piece:?} is too near to {of:?}");
        }
    }
}

#[test]
fn links_of_one_card_through_one_gap_run_side_by_side() {
    let terrain = Terrain {
        cards: vec![card(300.0, 100.0), rect(200.0, 260.0, 500.0, 92.0)],
        rows: vec![(0..4).map(|i| rect(20.0 + i as f32 * 330.0, 500.0, 300.0, 50.0)).collect()],
        lanes_bottom: 429.0,
        bounds: rect(0.0, 0.0, 1400.0, 600.0),
        ..Terrain::default()
    };
    let (downs, _) = route(&terrain, &[down(0, 0, 3), down(0, 0, 1), down(0, 0, 2), down(0, 0, 3)], &[]);
    for (i, a) in downs.iter().enumerate() {
        for b in &downs[i + 1..] {
            assert_eq!(crossings(a, b), 0, "{a:?} crosses {b:?}");
        }
    }
}

#[test]
fn level_legs_in_the_channel_have_tracks_of_their_own() {
    let terrain = Terrain {
        cards: (0..6).map(|i| card(20.0 + i as f32 * 280.0, 100.0)).collect(),
        rows: vec![(0..5).map(|i| rect(20.0 + i as f32 * 330.0, 371.0, 300.0, 50.0)).collect()],
        lanes_bottom: 300.0,
        bounds: rect(0.0, 0.0, 1800.0, 500.0),
        ..Terrain::default()
    };
    let links: Vec<DownLink> = (0..6).map(|i| down(i, 0, (i * 3 + 2) % 5)).collect();
    let (downs, _) = route(&terrain, &links, &[]);
    let level = |route: &Route| pieces(route).filter(|(a, b)| a.y == b.y).collect::<Vec<_>>();
    for (i, a) in downs.iter().enumerate() {
        for b in &downs[i + 1..] {
            for (p, q) in level(a).into_iter().flat_map(|p| level(b).into_iter().map(move |q| (p, q))) {
                let overlap = p.0.x.max(p.1.x).min(q.0.x.max(q.1.x)) - p.0.x.min(p.1.x).max(q.0.x.min(q.1.x));
                assert!(overlap <= 0.0 || (p.0.y - q.0.y).abs() >= 2.0, "{p:?} and {q:?}");
            }
        }
    }
}

#[test]
fn cards_that_share_height_are_joined_by_a_straight_line() {
    let terrain = Terrain {
        cards: vec![card(100.0, 100.0), card(600.0, 140.0)],
        lanes_bottom: 400.0,
        bounds: rect(0.0, 0.0, 1000.0, 500.0),
        ..Terrain::default()
    };
    let (_, sides) = route(&terrain, &[], &[SideLink { from: 1, to: 0 }]);
    assert_eq!(sides[0].points, [point(600.0, 166.0), point(348.0, 166.0)]);
}

#[test]
fn a_link_gets_out_of_a_trough_of_touching_cards() {
    let cards = vec![
        card(300.0, 60.0),
        rect(200.0, 200.0, 60.0, 200.0),
        rect(260.0, 300.0, 330.0, 100.0),
        rect(590.0, 200.0, 60.0, 200.0),
    ];
    let terrain = Terrain {
        cards,
        rows: vec![vec![rect(250.0, 600.0, 300.0, 50.0)]],
        lanes_bottom: 529.0,
        bounds: rect(0.0, 0.0, 1000.0, 700.0),
        ..Terrain::default()
    };
    let (downs, _) = route(&terrain, &[down(0, 0, 0), down(2, 0, 0)], &[]);
    for route in &downs {
        assert_well_formed(route);
        assert!(pieces(route).all(|piece| terrain.cards.iter().all(|of| !enters(piece, *of))), "{route:?}");
    }
}

#[test]
fn a_link_leaves_along_the_edge_when_a_card_touches_below() {
    let terrain = Terrain {
        cards: vec![card(300.0, 100.0), card(300.0, 192.0), card(300.0, 284.0)],
        rows: vec![vec![rect(250.0, 600.0, 300.0, 50.0)]],
        lanes_bottom: 529.0,
        bounds: rect(0.0, 0.0, 1000.0, 700.0),
        ..Terrain::default()
    };
    let (downs, _) = route(&terrain, &[down(0, 0, 0), down(1, 0, 0)], &[]);
    for route in &downs {
        assert_well_formed(route);
        assert!(pieces(route).all(|piece| terrain.cards.iter().all(|of| !enters(piece, *of))), "{route:?}");
    }
}

#[test]
fn links_that_name_nothing_on_the_page_have_no_points() {
    let (terrain, _, _) = kaiser();
    let (downs, sides) = route(
        &terrain,
        &[down(99, 0, 0), down(0, 9, 0), down(0, 0, 9), down(0, 0, 0)],
        &[SideLink { from: 0, to: 99 }, SideLink { from: 2, to: 2 }, SideLink { from: 5, to: 1 }],
    );
    let lengths = |routes: &[Route]| routes.iter().map(|route| route.points.is_empty()).collect::<Vec<_>>();
    assert_eq!(lengths(&downs), [true, true, true, false]);
    assert_eq!(lengths(&sides), [true, true, false]);
    let (downs, sides) = route(&Terrain::default(), &[down(0, 0, 0)], &[]);
    assert!(downs[0].points.is_empty() && sides.is_empty());
}

#[test]
fn absurd_input_comes_to_an_end() {
    let mut dice = Dice(3);
    for far in [0.0, 1.0, 300.0, 1e4, 1e7] {
        for size in [0.0, 250.0, 1e7] {
            let mut any = |size: f32| {
                rect(dice.between(-far, far), dice.between(-far, far), dice.part() * size, dice.part() * size)
            };
            let cards: Vec<Rect> = (0..1500).map(|_| any(size)).collect();
            let rows: Vec<Vec<Rect>> = (0..3).map(|_| (0..20).map(|_| any(size)).collect()).collect();
            let bounds = any(far);
            let terrain = Terrain { cards, rows, lanes_bottom: dice.between(-far, far), bounds, centred: false };
            let links: Vec<DownLink> =
                (0..2000).map(|_| down(dice.below(1500), dice.below(3), dice.below(20))).collect();
            let side: Vec<SideLink> =
                (0..300).map(|_| SideLink { from: dice.below(1500), to: dice.below(1500) }).collect();
            let (downs, sides) = route(&terrain, &links, &side);
            assert_eq!((downs.len(), sides.len()), (2000, 300));
            for (a, b) in downs.iter().chain(&sides).flat_map(pieces) {
                assert!(a.x == b.x || a.y == b.y);
            }
        }
    }
}

#[test]
fn numbers_that_are_none_do_no_harm() {
    let odd = [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, -0.0, 1e38, -1e38, 100.0, 400.0, 700.0, 1000.0];
    let mut dice = Dice(8);
    for _ in 0..300 {
        let mut any = || rect(odd[dice.below(10)], odd[dice.below(10)], odd[dice.below(10)], odd[dice.below(10)]);
        let cards: Vec<Rect> = (0..12).map(|_| any()).collect();
        let rows: Vec<Vec<Rect>> = (0..2).map(|_| (0..3).map(|_| any()).collect()).collect();
        let terrain = Terrain { cards, rows, bounds: any(), lanes_bottom: any().x, centred: false };
        let links: Vec<DownLink> = (0..12).map(|i| down(i, i % 2, i % 3)).collect();
        let side: Vec<SideLink> = (1..12).map(|i| SideLink { from: i, to: i - 1 }).collect();
        let (downs, sides) = route(&terrain, &links, &side);
        assert!(downs.iter().chain(&sides).all(|route| route.points.len() >= 2));
    }
}

#[test]
fn thousands_of_cards_in_one_place_come_to_an_end() {
    let terrain = Terrain {
        cards: vec![card(100.0, 100.0); 4000],
        rows: vec![vec![rect(100.0, 500.0, 300.0, 50.0)]],
        lanes_bottom: 429.0,
        bounds: rect(0.0, 0.0, 1000.0, 700.0),
        ..Terrain::default()
    };
    let links: Vec<DownLink> = (0..4000).map(|i| down(i, 0, 0)).collect();
    let side: Vec<SideLink> = (1..400).map(|i| SideLink { from: i, to: i - 1 }).collect();
    let (downs, sides) = route(&terrain, &links, &side);
    assert!(downs.iter().all(|route| route.points.len() >= 2) && sides.len() == 399);
}

#[test]
fn centred_links_leave_and_reach_the_middles_of_edges() {
    for seed in 1..6 {
        let (mut terrain, links, side) = scattered(seed, 30, 30.0);
        terrain.centred = true;
        let (down, across) = route(&terrain, &links, &side);
        for (link, route) in links.iter().zip(&down) {
            let (from, to) = (terrain.cards[link.card], terrain.rows[link.row][link.column]);
            let (first, last) = (route.points[0], route.points[route.points.len() - 1]);
            assert_eq!((first.x, first.y), (from.center().x, from.bottom()), "seed {seed}");
            assert_eq!((last.x, last.y), (to.center().x, to.y), "seed {seed}");
        }
        for (link, route) in side.iter().zip(&across) {
            let (from, to) = (terrain.cards[link.from], terrain.cards[link.to]);
            let (first, last) = (route.points[0], route.points[route.points.len() - 1]);
            assert!(first.y == from.center().y && (first.x == from.x || first.x == from.right()), "seed {seed}");
            assert!(last.y == to.center().y && (last.x == to.x || last.x == to.right()), "seed {seed}");
        }
    }
}
