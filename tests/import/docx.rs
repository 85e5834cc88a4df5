//! Word files: what a reader of the printed paper sees is what is imported.

use super::{
    body, codes, paths, run,
    word::{LIST, docx, item, p},
};
use shouce::import::Imported;

fn word(markup: &str, parts: &[(&str, &str)]) -> Imported {
    run("制度.docx", &docx(markup, parts)).expect("imported")
}

#[test]
fn numbers_that_word_counts_become_printed_labels() {
    let markup = [
        p("咨询台值班制度"),
        item(0, "工作职责"),
        item(1, "业务咨询"),
        item(2, "热情接待服务对象。"),
        item(2, "做好资料发放。"),
        item(1, "代办服务"),
        item(2, "主动上前帮助。"),
        item(0, "附则"),
        item(1, "本制度自印发之日起施行。"),
    ];
    let imported = word(&markup.concat(), &[("word/numbering.xml", LIST)]);
    assert_eq!(paths(&imported), ["一", "一/(一)", "一/(一)/1", "一/(一)/2", "一/(二)", "一/(二)/1", "二", "二/(一)"]);
    assert_eq!(codes(&imported), [""; 0]);
    assert_eq!(imported.documents[0].title, "咨询台值班制度");
}

#[test]
fn a_label_typed_into_a_numbered_paragraph_is_printed_once() {
    let imported =
        word(&[p("值班制度"), item(0, "一、总则"), item(0, "职责")].concat(), &[("word/numbering.xml", LIST)]);
    assert_eq!(paths(&imported), ["一", "二"]);
    assert!(!body(&imported).contains("一、一、"));
}

#[test]
fn styles_carry_numbers_and_headings() {
    let styles = r#"<w:styles xmlns:w="w"><w:style w:styleId="a"><w:name w:val="Tiao"/><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr></w:style>
        <w:style w:styleId="b"><w:name w:val="Child"/><w:basedOn w:val="a"/></w:style><w:style w:styleId="T"><w:name w:val="Title"/></w:style></w:styles>"#;
    let styled = |id: &str, text: &str| {
        format!("<w:p><w:pPr><w:pStyle w:val=\"{id}\"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
    };
    let markup = [styled("T", "窗口十不准"), styled("b", "不准迟到。"), styled("b", "不准早退。")].concat();
    let imported = word(&markup, &[("word/numbering.xml", LIST), ("word/styles.xml", styles)]);
    assert_eq!(
        (imported.documents[0].title.as_str(), paths(&imported)),
        ("窗口十不准", vec!["一".into(), "二".into()])
    );
}

#[test]
fn revisions_are_accepted_and_what_was_deleted_is_said() {
    let markup = format!(
        "{}<w:p><w:r><w:t>第一条　提前</w:t></w:r><w:del><w:r><w:delText>20</w:delText></w:r></w:del><w:ins><w:r><w:t>10</w:t></w:r></w:ins><w:r><w:t>分钟到岗。</w:t></w:r></w:p>",
        p("值班制度")
    );
    let imported = word(&markup, &[]);
    assert!(body(&imported).contains("提前10分钟到岗") && !body(&imported).contains("20"));
    assert!(imported.log.iter().any(|entry| entry.mess.name == "修订" && entry.text == "20"));
}

#[test]
fn tables_text_boxes_footnotes_and_fallbacks_are_each_read_once() {
    let cell = |text: &str| format!("<w:tc><w:tcPr/>{}</w:tc>", p(text));
    let table = format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>",
        cell("班次"),
        cell("时间"),
        cell("早班"),
        cell("8:00")
    );
    let boxed = format!(
        "<w:p><w:r><mc:AlternateContent><mc:Choice><wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx></mc:Choice><mc:Fallback><w:txbxContent>{0}</w:txbxContent></mc:Fallback></mc:AlternateContent><w:t>第二条　填写登记表。</w:t></w:r></w:p>",
        p("值班电话12345")
    );
    let noted = "<w:p><w:r><w:t>第三条　按规定执行</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r><w:r><w:t>。</w:t></w:r></w:p>";
    let notes = r#"<w:footnotes xmlns:w="w"><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote><w:footnote w:id="2"><w:p><w:r><w:t>见市府办通知。</w:t></w:r></w:p></w:footnote></w:footnotes>"#;
    let markup = [p("值班制度"), p("第一条　班次如下表。"), table, boxed, noted.into()].concat();
    let imported = word(&markup, &[("word/footnotes.xml", notes)]);
    let body = body(&imported);
    assert!(body.contains("| 班次 | 时间 |") && body.contains("| 早班 | 8:00 |"), "{body}");
    assert_eq!(body.matches("值班电话12345").count(), 1);
    assert!(body.contains("执行〔注1〕。") && body.contains("〔注1〕见市府办通知。"), "{body}");
    assert_eq!(paths(&imported), ["第一条", "第二条", "第三条"]);
}

#[test]
fn hidden_text_field_codes_and_tables_of_contents_are_no_text() {
    let styles = r#"<w:styles xmlns:w="w"><w:style w:styleId="t1"><w:name w:val="toc 1"/></w:style></w:styles>"#;
    let markup = format!(
        "{}<w:p><w:pPr><w:pStyle w:val=\"t1\"/></w:pPr><w:r><w:t>第一章 总则 1</w:t></w:r></w:p>{}<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>内部批注</w:t></w:r><w:r><w:t>第一条　到岗。</w:t></w:r></w:p>",
        p("值班制度"),
        p("第一章 总则")
    );
    let imported = word(&markup, &[("word/styles.xml", styles)]);
    assert_eq!(paths(&imported), ["第一章", "第一章/第一条"]);
    assert!(!body(&imported).contains("PAGE") && !body(&imported).contains("内部批注"));
}
