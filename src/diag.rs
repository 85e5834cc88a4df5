//! In: what a step finds wrong with the author's files. Out: coded, placed diagnostics, collected, never printed here.
//!
//! What an author can mend is a [`Diagnostic`]; what the machine refuses is an error of the shell.

use crate::source::Span;

/// How bad it is: only errors stop a build.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Stops the build.
    Error,
    /// Is reported; the build goes on.
    Warning,
}

/// A second place that explains a diagnostic, such as the first of two equal ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What is there, in Chinese.
    pub text: String,
}

/// One finding. The message states the fact; the hint says what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Stable code, listed in [`CODES`].
    pub code: &'static str,
    /// Error or warning.
    pub severity: Severity,
    /// Where; `None` only where no file is to blame.
    pub span: Option<Span>,
    /// The fact, in Chinese, without a final full stop.
    pub message: String,
    /// Further places.
    pub labels: Vec<Label>,
    /// What to do about it, in Chinese.
    pub hint: Option<String>,
}

impl Diagnostic {
    /// A diagnostic of `code` at `span`; its severity comes from [`CODES`].
    ///
    /// # Panics
    /// If the code is not in the table (a bug).
    pub fn new(code: &'static str, span: impl Into<Option<Span>>, message: impl Into<String>) -> Self {
        let entry = code_info(code).expect("invariant: every code is in CODES");
        Self {
            code: entry.code,
            severity: entry.severity,
            span: span.into(),
            message: message.into(),
            labels: Vec::new(),
            hint: None,
        }
    }

    /// The same with a hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same with a second place.
    #[must_use]
    pub fn label(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { span, text: text.into() });
        self
    }
}

/// Collects the diagnostics of one step.
#[derive(Debug, Default)]
pub struct Diagnostics(pub Vec<Diagnostic>);

impl Diagnostics {
    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Whether one of them stops the build.
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|d| d.severity == Severity::Error)
    }

    /// Orders them by file, place and code, and drops exact repeats, so that output never depends on threads.
    pub fn sort(&mut self) {
        self.0.sort_by(|a, b| (a.span, a.code, &a.message).cmp(&(b.span, b.code, &b.message)));
        self.0.dedup();
    }
}

/// What `shouce explain CODE` prints.
#[derive(Clone, Copy, Debug)]
pub struct CodeInfo {
    /// The code.
    pub code: &'static str,
    /// Error or warning.
    pub severity: Severity,
    /// One line: what it means.
    pub title: &'static str,
    /// Why it matters and how to mend it, with an example.
    pub explanation: &'static str,
}

/// The entry of a code in [`CODES`].
pub fn code_info(code: &str) -> Option<&'static CodeInfo> {
    CODES.iter().find(|c| c.code == code)
}

/// The listed name nearest to `given`, if one is near enough to be meant.
pub fn nearest<'a>(given: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    names
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(given, name), name))
        .filter(|(distance, name)| *distance * 5 <= name.chars().count().max(given.chars().count()) * 2)
        .min()
        .map(|(_, name)| name)
}

const fn error(code: &'static str, title: &'static str, explanation: &'static str) -> CodeInfo {
    CodeInfo { code, severity: Severity::Error, title, explanation }
}

const fn warning(code: &'static str, title: &'static str, explanation: &'static str) -> CodeInfo {
    CodeInfo { code, severity: Severity::Warning, title, explanation }
}

/// Every code the program can print. Each has a fixture in `tests/diagnostics/`.
pub const CODES: &[CodeInfo] = &[
    // handbook.yml and front matter
    error(
        "missing-handbook",
        "找不到 handbook.yml",
        "手册文件夹里必须有 handbook.yml，至少写明 title。用 `shouce init 文件夹` 可以建一个。",
    ),
    error(
        "bad-yaml",
        "YAML 写法有误",
        "文件头或 handbook.yml 不是合法的 YAML。常见原因：冒号后没有空格、缩进不齐、引号没有成对、混入全角冒号。",
    ),
    error(
        "yaml-limit",
        "YAML 超出安全限度",
        "嵌套太深、锚点太多或展开后太大。正常的手册用不到；请改写成简单的键和值。",
    ),
    error("unknown-key", "不认识的键", "这个键不在允许的键里，多半是拼写错误。写错的键不会被悄悄忽略。"),
    error("duplicate-key", "同一个键写了两次", "同一处的键只能写一次，请删去一个。"),
    error("wrong-type", "值的类型不对", "例如要求列表却写成了文字，要求整数却写成了汉字。提示里写着应有的样子。"),
    error(
        "missing-title",
        "缺少 title",
        "handbook.yml 必须有 title；页面的标题取自 title、第一个标题或文件名，都没有时也报此错。",
    ),
    error("missing-key", "缺少必填的键", "这一项没有它就无法使用，请按提示补上。"),
    error(
        "bad-id",
        "id 不是小写英文、数字和连字符",
        "id 决定网页的文件名，U 盘和压缩软件会弄乱中文名，所以只用 a-z、0-9 和 -，并以字母或数字开头。",
    ),
    error("duplicate-id", "两个页面用了同一个 id", "id 在整本手册里必须唯一，请改掉其中一个。"),
    error(
        "duplicate-address",
        "两个页面会写到同一个地址",
        "生成的网页同名（不分大小写），后写的会盖掉先写的。请改其中一个的 id。",
    ),
    warning(
        "expired",
        "有效期已过",
        "handbook.yml 的 valid-until 早于版本日期，读者打开每一页都会看到“有效期已过”。核对内容以后把它往后改。",
    ),
    error("unknown-unit", "没有登记的单位", "单位要先写在 handbook.yml 的 units 里。"),
    error("unknown-role", "没有登记的岗位", "岗位要先写在 handbook.yml 的 roles 里。"),
    error("unknown-listed", "没有登记的收录项目", "serves 里的编号要先写在 handbook.yml 的 catalogue（收录清单）里。"),
    warning(
        "unserved",
        "收录清单里的一项还没有制度收录",
        "handbook.yml 的 catalogue 里列了它，却没有哪一篇制度在 serves 里写它。写好这篇制度，或从清单里删去。",
    ),
    error("bad-date", "日期写法有误", "日期写成 2018-07-20，并且必须真有这一天。"),
    error(
        "unknown-kind",
        "不认识的页面种类",
        "content/ 下只认 regulations、scripts、forms、quiz、pages 五个文件夹；页面要放进其中一个。",
    ),
    warning(
        "derived-id",
        "id 由中文文件名推出",
        "没有写 id，只好把中文文件名转成拼音当地址；文件一改名地址就变，别处的链接会断。请在文件头写上 id。",
    ),
    // clauses
    warning("gap", "编号跳号", "同级编号中间缺了号。若原文如此，可在文件头用 accept 说明。"),
    warning("duplicate-number", "编号重复", "同级有两个相同的编号。若原文如此，可在文件头用 accept 说明。"),
    warning("mixed-style", "同级编号样式不一", "例如同级里既有 1. 又有 1、。若原文如此，可在文件头用 accept 说明。"),
    warning(
        "bad-label",
        "像编号而不成编号",
        "行首像是编号，但接不上前后的编号，已当作正文。若原文如此，可在文件头用 accept 说明。",
    ),
    warning("empty-clause", "条款没有内容", "编号后面既没有文字，也没有下级条款。"),
    warning("unused-accept", "accept 没有用上", "这一条 accept 没有对应的问题，可能问题已经改好，或 at 写错了地方。"),
    error("unclosed-fact", "== 没有成对", "用 ==要点== 标出要背的内容，一段之内必须成对，也不能与加粗等标记交叉。"),
    error("bad-placement", "{of: …} 指的条款不在此处", "{of: ㈡} 只能指当前还开着的上级条款，{of: page} 指整页。"),
    error(
        "bad-deadline",
        "时限的数目不对",
        "deadlines 里 number 要和 count 一起写：count 是怎样数（工作日、日、月、几日），number 是几个或几日。",
    ),
    // references
    error(
        "unknown-citation",
        "引用的页面或条款不存在",
        "[[页面#编号]] 里的页面 id 或编号对不上。提示里列出相近的写法。",
    ),
    error("unknown-variable", "没有定义的代换", "{{ 名称 }} 里的名称要写在 handbook.yml 的 vars 或该单位的 vars 里。"),
    error("broken-link", "链接指向不存在的地方", "链接的文件或锚点不存在。指向条款请用 [[页面#编号]]。"),
    error("missing-image", "找不到图片", "图片要放在手册文件夹里，用相对路径引用。"),
    error(
        "unsafe-link",
        "不允许的链接",
        "只允许 http、https、mailto、tel 和手册内的相对链接；javascript: 之类会被拒绝。",
    ),
    error(
        "raw-html",
        "正文里写了 HTML",
        "为了安全，Markdown 里不收 HTML 标签。若确有需要，可在 handbook.yml 写 allow-html: true，届时会先清洗再输出。",
    ),
    // scripts, forms, quiz
    error(
        "bad-form",
        "表单写法有误",
        "表单正文只用四样：小节 `## 标题`；检查行 `- [ ] 内容 [[页面#编号]]`，引用前可写 {时间}、{日期}、{签名}、{填写}、{数值: 次}、{选: 甲/乙}；表格，列名后可写 {30mm}、{时间}、{选: 有/无}，表后可写 {blank-rows: 12} 或 {blank-rows: fill}；段落，`___` 是空格，整段只是“名称：___”的印成方框。",
    ),
    warning(
        "weak-form",
        "表单编号重复，或检查行没有依据",
        "两张表单用了同一个编号，流水号和归档就分不清；检查行自己和它的小节标题都没有写依据的条文，查的人说不出凭什么查，审的人找不到原条文。\
         请换一个编号，请在行末或小节标题后面写上 [[页面#编号]]。",
    ),
    error("form-overflow", "表单排不下", "表单超过了自己声明的页数，或某一行高过一页。"),
    error(
        "bad-question",
        "题目写法有误",
        "题干作标题（## 或更深），下面写一种答案：选项 `- [x] 对的`、`- [ ] 错的`；`答案：15分钟 | 十五分钟`；`要点：…`；`排序：` 加编号列表；\
         `配对：` 加两列的表格。每题要有 `依据：[[页面#编号]]`；还可以写 `难度：1` 到 3、`岗位：…`、`启用：2026-11-02`，引语是讲解。\
         常见的错：没有对的选项、两个选项相同、只有一个选项、没有依据、题号重复。",
    ),
    warning(
        "weak-question",
        "题目不看条文也能答，或容易看错",
        "对的选项比别的都长得多，读的人挑长的就对；“以上都对”“以上都不对”让人认出两项就能猜；问“错误的是”“不属于”“除……外”的，考的是有没有看漏一个字。\
         错的选项在同一个单位的另一条里是对的，而那一条也合题干，就有两个答案。\
         请把选项改得长短相近，把要点一项一项问，把题干改成正面的、只有一个答案的问法。",
    ),
    warning(
        "bad-results",
        "测验结果里有一行没有用上",
        "content/quiz/results.csv 由登分页导出，一行写一道题在某一周有几个人答、几个人答对；答错多的题会早些再考。看不懂的行、题库里没有的题会跳过并告诉你，不影响生成。",
    ),
    error(
        "bad-script",
        "话术写法有误",
        "二级标题（##）是情景，其下每段引语（>）是一句话；来电人的话以“来电人：”开头，花括号里是要换掉的内容，如 {工号}。\
         引语必须在某个情景之下；“### 禁语”下面的列表是不能说的话。",
    ),
    // review.lock
    error(
        "bad-lock",
        "review.lock 读不懂",
        "review.lock 由 shouce review 写，记着什么按哪种条文核对过。它坏了就不知道哪些要重新核对；请恢复它，或删去后重新建立。",
    ),
    warning(
        "unreviewed",
        "没有按现在的条文核对过",
        "表单行、话术情景或题目所据的条文改了，或者是新加的。先看它还对不对，再运行 `shouce review --accept` 记下。",
    ),
    warning(
        "stale-version",
        "表单改了，版本没有改",
        "印出来的旧表和新表版本号一样就分不清。请把表单文件头的 version 往上改，再运行 `shouce review --accept`。",
    ),
    // files
    error("not-utf8", "文件不是 UTF-8", "请把文件另存为 UTF-8。提示里写着它看起来是什么编码以及怎样转换。"),
    error("too-large", "文件太大", "单个文件不得超过限度；多半是误放了别的文件。"),
    error(
        "active-image",
        "图片里有会运行的内容",
        "SVG 图里可以藏脚本、网页和外部内容，读者单独打开这张图时就会运行。请导出不带这些的 SVG，或改存为 PNG。",
    ),
    error("bad-symlink", "符号链接有问题", "链接绕成了圈，或指到了手册文件夹之外。请换成真正的文件。"),
    error("unreadable", "文件读不了", "没有权限，磁盘有问题，或者它不是普通文件。"),
    warning(
        "ignored-file",
        "文件没有用上",
        "content/ 里只收 .md 页面和 png、jpg、gif、webp、avif、svg 图片。Word、PDF 等请移到外面，或先转成 .md。",
    ),
    // import
    error(
        "old-doc",
        "旧的 .doc 文件读不了",
        "旧格式的 Word 文件（.doc）和加了密码的文件读不了。请用 Word 或 WPS 打开，“另存为”时类型选 .docx，再导入。",
    ),
    error(
        "bad-docx",
        "Word 文件打不开",
        "文件损坏、不是 Word 文件，或里面有不该有的东西（压缩炸弹、外部实体、套得太深）。请用 Word 或 WPS 打开后另存为新的 .docx。",
    ),
    error("not-text", "不是文字文件", "只能导入纯文本、网页和 .docx。PDF、图片、扫描件要先转成文字。"),
    warning(
        "no-line-breaks",
        "整篇没有换行",
        "文字粘成了一整段，已按编号分段。标题与正文粘在一起、分不开的地方要对着原件核对。",
    ),
    warning("garbled-character", "有认不出的字", "多半是编码转换或字体造成的乱码，请对照原件改好。"),
    warning(
        "number-year-mismatch",
        "文号的年份与落款不同",
        "文号写的年份和落款的日期对不上，可能有一处抄错；请核对原件。",
    ),
    warning("incomplete-number", "文号不完整", "文号缺了年份或序号，多半是网页上没有填；请对照原件补上。"),
    warning("missing-attachment", "提到的附件不在文中", "正文提到的附件没有一起贴过来；需要的话另行导入。"),
    warning(
        "lost-labels",
        "编号丢了",
        "自动编号没有一起复制过来，条款分不开；请对照原件补上编号再导入，或直接导入 Word 文件。",
    ),
    warning("title-mismatch", "通知和正文的题名不同", "通知里印发的名称和正文自己的标题不一样；请核对以哪个为准。"),
    warning("multiple-documents", "一个文件里有几份制度", "已分成几页；请核对分得对不对。"),
    warning("duplicate-text", "同一段文字贴了不止一遍", "重复的已略去，只留一份；略去的地方记在勘误里。"),
    error("template", "模板有误", "templates/ 里的模板写错了，提示里写着模板的名字和位置。"),
    error("too-deep", "嵌套太深", "引用或列表嵌套超过了限度，请改得平一些。"),
];
