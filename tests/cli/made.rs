//! What is made: elements, pages, frames, `ClaimReview`, snippets, the schema.

use serde_json::{Value, json};

use crate::place::{FAULTY, GAPS, Place, SOUND};

/// What the text holds between two others.
#[track_caller]
fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    let (_, rest) = text.split_once(from).unwrap_or_else(|| panic!("no {from:?} in {text}"));
    rest.split_once(to).unwrap_or_else(|| panic!("no {to:?} in {rest}")).0
}

fn record_in(html: &str) -> Value {
    serde_json::from_str(between(html, "<script type=\"application/json\">", "</script>")).unwrap()
}

#[test]
fn an_element_holds_its_record_and_the_whole_check() {
    let place = Place::with(&[("a.json", SOUND)]);
    let html = place.run(&["render", "--fallback", "whole", "a.json"]).ended(0).out;
    assert_eq!(record_in(&html), serde_json::from_str::<Value>(SOUND).unwrap());
    assert!(
        html.starts_with("<fact-check-card><script") && html.ends_with("</article></fact-check-card>\n"),
        "{html}"
    );
    for said in
        ["Fact check: ", "Wrong", "The bridge closes on Sundays.", "Timetable", "Answer of the wardens"]
    {
        assert!(between(&html, "</script>", "\n").contains(said), "{said}: {html}");
    }
    // In an article, they would meet the article's own.
    for own in [" id=", " class=", "<svg", "<button", "<slot", "href=\"#"] {
        assert!(!html.contains(own), "{own}: {html}");
    }
}

#[test]
fn attributes_ask_for_a_look() {
    let place = Place::with(&[("a.json", SOUND)]);
    let html = place
        .run(&[
            "render",
            "--fallback",
            "whole",
            "--theme",
            "dark",
            "--density",
            "compact",
            "--order",
            "claim-first",
            "--meter",
            "--expanded",
            "about,sources",
            "--heading-level",
            "2",
            "--unsaid",
            "undated-claim,no-reply",
            "--lang",
            "de",
            "a.json",
        ])
        .ended(0)
        .out;
    assert_eq!(
        between(&html, "<fact-check-card ", ">"),
        r#"lang="de" theme="dark" density="compact" order="claim-first" meter expanded="sources about" heading-level="2" unsaid="no-reply undated-claim""#
    );
    assert!(html.contains("<h2>"), "{html}");
    assert!(html.find("Die Behauptung") < html.find("Faktencheck"), "{html}");
}

#[test]
fn a_brief_fallback_is_a_line() {
    let place = Place::with(&[("a.json", SOUND), ("gaps.json", GAPS)]);
    let brief = |file| place.run(&["render", file]).ended(0).out;
    assert_eq!(
        between(&brief("a.json"), "</script>", "</fact-check-card>"),
        "<p><span>Fact check: Wrong. The bridge closes on Sundays.</span> \
         <a href=\"https://example.org/checks/bridge\">Read the full check</a></p>"
    );
    assert_eq!(
        between(&brief("gaps.json"), "</script>", "</fact-check-card>"),
        "<p><span>Fact check: True. Ducks swim.</span></p>"
    );
    let badge = place.run(&["render", "--density", "badge", "gaps.json"]).ended(0).out;
    assert!(badge.contains("</script><span>"), "{badge}");
}

#[test]
fn a_prerendered_card_is_there_before_the_script() {
    let place = Place::with(&[("a.json", SOUND)]);
    let ran =
        place.run(&["render", "--prerender", "--styles", "/card.css", "--theme", "dark", "a.json"]).ended(0);
    let start = "<fact-check-card theme=\"dark\"><template shadowrootmode=\"open\"><link rel=\"stylesheet\" href=\"/card.css\"><article";
    assert!(ran.out.starts_with(start), "{}", ran.out);
    assert!(
        ran.out.contains("href=\"#sound-source-1\"") || ran.out.contains("id=\"sound-source-1\""),
        "{}",
        ran.out
    );
    assert!(!ran.err.contains("note:"), "{}", ran.err);
    assert_eq!(record_in(&ran.out)["id"], "sound");
    // The whole check stands in the page once.
    assert!(between(&ran.out, "</script>", "\n").starts_with("<p><span>Fact check: Wrong."), "{}", ran.out);

    let inline = place.run(&["render", "--prerender", "a.json"]).ended(0);
    assert!(inline.out.contains("<template shadowrootmode=\"open\"><style>:host"), "{}", inline.out);
    assert!(inline.err.contains("style-src 'sha256-"), "{}", inline.err);
    assert_eq!(place.run(&["render", "--prerender", "--quiet", "a.json"]).ended(0).err, "");
    place.run(&["render", "--styles", "/card.css", "a.json"]).ended(2);

    let page =
        place.run(&["render", "--as", "page", "--prerender", "--styles", "/card.css", "a.json"]).ended(0).out;
    assert!(page.contains("<main>\n<fact-check-card><template"), "it waits until it is used: {page}");
}

#[test]
fn a_check_is_said_to_search_engines_when_asked() {
    let place = Place::with(&[("a.json", SOUND)]);
    let html = place.run(&["render", "--prerender", "--structured-data", "a.json"]).ended(0).out;
    let markup = between(&html, "</fact-check-card><script type=\"application/ld+json\">", "</script>");
    let exported = place.run(&["export", "a.json"]).ended(0).out;
    assert_eq!(markup, exported.trim_end());
}

#[test]
fn nothing_in_a_record_leaves_its_place() {
    let place = Place::new();
    let hostile =
        SOUND.replace("The bridge", "</script><!--<script></title></article>\\\"' onload=x &lt; bridge");
    place.put("a.json", hostile.as_bytes());
    for around in ["element", "page", "iframe"] {
        let html = place.run(&["render", "--as", around, "a.json"]).ended(0).out;
        assert_eq!(record_in(&html)["claim"], serde_json::from_str::<Value>(&hostile).unwrap()["claim"]);
        assert!(!html.contains("<!--") && !html.contains("bridge</"), "{html}");
        assert_eq!(html.matches("</script>").count(), 1 + usize::from(around != "element"));
        assert_eq!(html.matches("</title>").count(), usize::from(around != "element"));
    }
}

#[test]
fn a_page_needs_the_script_and_nothing_else() {
    let place = Place::with(&[("a.json", &SOUND.replace("\"en\"", "\"ar\""))]);
    let script = "https://cdn.example/a&b.js";
    let page = place.run(&["render", "--as", "page", "--script", script, "a.json"]).ended(0).out;
    assert!(
        page.starts_with("<!doctype html>\n<html lang=\"ar\" dir=\"rtl\">\n<head>\n<meta charset=\"utf-8\">"),
        "{page}"
    );
    assert!(
        page.contains("<script type=\"module\" src=\"https://cdn.example/a&amp;b.js\"></script>"),
        "{page}"
    );
    assert!(page.contains("<title>تدقيق الحقائق: Wrong. The bridge closes on Sundays.</title>"), "{page}");
    assert!(page.contains("<link rel=\"canonical\" href=\"https://example.org/checks/bridge\">"), "{page}");
    assert!(page.contains("<fact-check-card loading=\"eager\">") && page.ends_with("</html>\n"), "{page}");
    // Under a strict policy, an inline style or handler would not work.
    assert!(!page.contains("style") && !page.contains("onload"), "{page}");
    assert!(!page.contains("noindex") && !page.contains("<base"), "{page}");
    let frame = place.run(&["render", "--as", "iframe", "--lang", "en", "a.json"]).ended(0).out;
    assert!(frame.contains("<html lang=\"en\" dir=\"ltr\">"), "{frame}");
    assert!(frame.contains("<base target=\"_blank\">") && frame.contains("noindex"), "{frame}");
}

#[test]
fn a_check_is_exported_as_claim_review() {
    let place = Place::with(&[("a.json", SOUND), ("b.json", FAULTY)]);
    let lines = place.run(&["export", "a.json", "b.json"]).ended(0).lines();
    assert_eq!(lines[0]["@type"], "ClaimReview");
    assert_eq!(lines[0]["reviewRating"]["alternateName"], "Wrong");
    assert_eq!(lines[1]["claimReviewed"], "Geese fly.");
    assert_eq!(lines[1]["url"], Value::Null, "a bad address is not handed on");
}

#[test]
fn snippets_show_a_card_elsewhere() {
    let place = Place::with(&[
        ("a.json", SOUND),
        (
            "reviewed.json",
            &SOUND.replace(
                "\"review\":{",
                "\"review\":{\"publisher\":{\"name\":\"Sample & Desk\",\"url\":\"https://example.org/\"},",
            ),
        ),
    ]);
    let embed = |arguments: &[&str]| place.run(&[&["embed"], arguments].concat()).ended(0).out;
    let inside = embed(&["--script", "/card.js", "a.json"]);
    assert!(
        inside.starts_with("<script type=\"module\" src=\"/card.js\"></script>\n<fact-check-card><script"),
        "{inside}"
    );
    assert_eq!(record_in(&inside)["id"], "sound");
    let linked = embed(&["--src", "/claims/{id}.json", "a.json"]);
    assert!(linked.contains("<fact-check-card src=\"/claims/sound.json\"><p>Fact check: Wrong."), "{linked}");
    let frame = embed(&["--as", "iframe", "--frame", "https://example.org/frame/{id}.html", "a.json"]);
    assert_eq!(
        frame,
        "<iframe src=\"https://example.org/frame/sound.html\" title=\"Fact check: Wrong. The bridge closes on Sundays.\" \
         width=\"100%\" height=\"600\" loading=\"lazy\" allow=\"clipboard-write; web-share\"></iframe>\n"
    );
    let arguments = ["--as", "oembed", "--frame", "https://example.org/f", "--width", "640", "reviewed.json"];
    let answer: Value = serde_json::from_str(&embed(&arguments)).unwrap();
    let html = answer["html"].as_str().unwrap();
    assert!(
        html.starts_with("<iframe src=\"https://example.org/f\"") && html.contains("width=\"640\""),
        "{html}"
    );
    assert_eq!(
        answer,
        json!({ "version": "1.0", "type": "rich", "title": "Fact check: Wrong. The bridge closes on Sundays.",
            "provider_name": "Sample & Desk", "provider_url": "https://example.org/", "html": html,
            "width": 640, "height": 600 })
    );
    let many = place.run(&["embed", "--as", "oembed", "a.json", "reviewed.json"]).ended(0);
    assert_eq!(many.lines().len(), 2);
}

#[test]
fn an_address_with_the_id_needs_an_id() {
    let place = Place::with(&[
        ("a.json", SOUND),
        ("none.json", &SOUND.replace("\"id\":\"sound\",", "")),
        ("no-slug.json", &SOUND.replace("\"id\":\"sound\"", "\"id\":\"../up\"")),
    ]);
    for asking in [["--src", "/claims/{id}.json"], ["--frame", "https://example.org/{id}.html"]] {
        let arguments =
            [&["embed", "--quiet"], &asking[..], &["none.json", "a.json", "no-slug.json"]].concat();
        let ran = place.run(&arguments).ended(1);
        assert_eq!(ran.ids(), ["sound"], "{ran:#?}");
        assert_eq!(
            ran.err.matches("error: expected an id, since {id} in the address").count(),
            2,
            "{}",
            ran.err
        );
    }
    place.run(&["embed", "--src", "/claims/bridge.json", "none.json"]).ended(0);
}

#[test]
fn the_schema_is_the_committed_one() {
    let schema = Place::new().run(&["schema"]).ended(0).out;
    let committed =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/claim-record.schema.json")).unwrap();
    assert_eq!(schema.trim(), committed.trim());
}

#[test]
fn shells_and_readers_of_manuals_are_served() {
    let place = Place::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = place.run(&["completions", shell]).ended(0).out;
        for word in ["validate", "render", "heading-level"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
    let page = place.run(&["man"]).ended(0).out;
    assert!(page.contains(".TH fact-check-card 1") && page.contains("Exit status"), "{page}");
    place.run(&["man", "--out", "man"]).ended(0);
    assert!(place.files().contains(&String::from("man/fact-check-card-render.1")), "{:?}", place.files());
}
