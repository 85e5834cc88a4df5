//! In: the words of the command line. Out: what was asked for, or a Chinese sentence about what is wrong with them.

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use std::path::PathBuf;

const TEMPLATE: &str = "{about}\n\n用法：{usage}\n\n{all-args}{after-help}";

/// The whole command line.
#[derive(Debug, Parser)]
#[command(
    name = "shouce",
    version,
    about = "把制度、话术、检查表、表单和题库做成一本能双击打开、能检索、能打印的离线手册",
    override_usage = "shouce <命令> [参数]",
    help_template = TEMPLATE,
    subcommand_help_heading = "命令",
    disable_help_flag = true,
    disable_help_subcommand = true,
    disable_version_flag = true,
    subcommand_required = true,
    after_help = "示例：
  shouce init 我的手册             建一本新手册
  shouce serve 我的手册 --open     一边写，一边在浏览器里看
  shouce build 我的手册 -o 成品    生成可以拷进 U 盘的文件夹
  shouce explain gap               说明一个诊断代码

每个命令都可以加 --help 看详细用法。"
)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// 显示帮助
    #[arg(short, long, global = true, action = ArgAction::Help, help_heading = "选项")]
    help: Option<bool>,
    /// 显示版本
    #[arg(short = 'V', long, action = ArgAction::Version, help_heading = "选项")]
    version: Option<bool>,
}

/// One subcommand.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// 生成整本手册
    #[command(
        help_template = TEMPLATE,
        override_usage = "shouce build [DIR] [-o OUT] [选项]",
        after_help = "OUT 必须不存在、是空文件夹，或是以前由 shouce 生成的；其他文件夹一概不动。
有错误时什么也不写，上一次生成的网站保持原样。

示例：
  shouce build                          当前文件夹的手册，生成到 public/
  shouce build 我的手册 -o 成品 --open  生成后用浏览器打开
  shouce build --unit quzhou -o 衢州    只生成一个单位的手册
  shouce build --date 2026-03-01        指定版本日期，两次生成逐字节相同

退出码：0 成功；1 内容有错误；2 用法不对或磁盘出了问题。"
    )]
    Build(BuildArgs),
    /// 只检查，不生成
    #[command(
        help_template = TEMPLATE,
        override_usage = "shouce check [DIR] [选项]",
        after_help = "示例：
  shouce check                    检查当前文件夹的手册
  shouce check --strict           连警告也当作错误
  shouce check --format short     一行一条，便于编辑器跳转
  shouce check --format json      给别的程序读
  shouce check --coverage         每一份、每一条收齐没有；清单写在 handbook.yml 的 catalogue

退出码：0 没有错误；1 内容有错误；2 用法不对或磁盘出了问题。"
    )]
    Check(CheckArgs),
    /// 在本机预览，改了内容网页自动刷新
    #[command(
        help_template = TEMPLATE,
        override_usage = "shouce serve [DIR] [选项]",
        after_help = "只在本机（127.0.0.1）可以打开。内容有错误时，网页上会盖一层说明，并保留上一次正确的页面。按 Ctrl-C 结束。

示例：
  shouce serve                     预览当前文件夹的手册
  shouce serve 我的手册 --open     预览并打开浏览器
  shouce serve --port 8080         指定端口"
    )]
    Serve(ServeArgs),
    /// 建一本新手册
    #[command(
        help_template = TEMPLATE,
        override_usage = "shouce init DIR",
        after_help = "DIR 必须不存在或是空文件夹。

示例：
  shouce init 我的手册
  shouce serve 我的手册 --open"
    )]
    Init(InitArgs),
    /// 在手册里加一个新页面
    #[command(
        help_template = TEMPLATE,
        override_usage = "shouce new <种类> <标题> [DIR] [--id ID] [--unit ID]",
        after_help = "种类：regulation 制度、script 话术、form 表单、quiz 题库、page 说明页。
已有的文件不会被覆盖。

示例：
  shouce new regulation 值班和交接班制度
  shouce new form 交接班记录 --id handover --unit quzhou
  shouce new quiz 第一季度题库 我的手册"
    )]
    New(NewArgs),
    /// 比较两版，逐条对照
    #[command(
        help_template = TEMPLATE,
        override_usage = "shouce diff <旧> <新> [-o 文件] [选项]",
        after_help = "旧、新各是一个手册文件夹，或者 git 版本（HEAD~1、标签、提交号）。
逐条列出修改、新增、删去、移动、改号，再列出引用了这些条文的表单、话术、题目、职责、岗位，以及纸质手册要换的页。
-o 写出可以打印的条文对照表（一个 HTML 文件，用浏览器打开，打印时自动分成 A4 页）；已有的文件只换掉以前的对照表。

示例：
  shouce diff 去年的手册 我的手册
  shouce diff 去年的手册 我的手册 -o 条文对照表.html
  shouce diff HEAD~1 .                          当前文件夹与上一次提交相比
  shouce diff v1 v2 --dir 我的手册              两个标签相比
  shouce diff 去年的手册 我的手册 --format json 给别的程序读"
    )]
    Diff(DiffArgs),
    /// 条文改了以后，看哪些表单、话术、题目要重新核对
    #[command(
        help_template = TEMPLATE,
        override_usage = "shouce review [DIR] [--accept] [--page ID]",
        after_help = "手册里的 review.lock 记着每个表单行、话术情景和题目是按条文的哪一种写法核对过的。
有了这个文件以后，条文一改，check 就会列出要重新核对的内容；表单内容改了而版本没有改，也会提醒。
不加 --accept 只列出来，新旧条文并排；加了就记下“都核对过了”。这个文件不要手改，要和手册一起保存。

示例：
  shouce review                          列出要核对的
  shouce review --accept                 全部核对过了，记下来
  shouce review --accept --page qz-calls 只记这一页"
    )]
    Review(ReviewArgs),
    /// 把内容整理成统一的样子，不改意思
    #[command(
        help_template = TEMPLATE,
        override_usage = "shouce fmt [DIR] [--check]",
        after_help = "整理编号后面的空白、空行和行尾；编者自己写的文字，再去掉汉字和数字之间的空格，半角标点改成全角。
照录的原文（制度里没有写 restated: true 的）一个字、一个标点也不动。引用、话术里的花括号、代码和链接不动。
整理前后各生成一遍，除了空白和标点的宽窄完全一样才写回去；不一样的文件原样留着，会说出来。

示例：
  shouce fmt              整理当前文件夹的手册
  shouce fmt --check      只列出可以整理的文件，有就返回 1"
    )]
    Fmt(FmtArgs),
    /// 让命令行会自动补全
    #[command(
        help_template = TEMPLATE,
        override_usage = "shouce completions <命令行>",
        after_help = "命令行：bash、zsh、fish、powershell、elvish。结果写到标准输出。

示例：
  shouce completions bash > ~/.local/share/bash-completion/completions/shouce
  shouce completions fish > ~/.config/fish/completions/shouce.fish
  shouce completions powershell >> $PROFILE"
    )]
    Completions(CompletionsArgs),
    /// 打成一个压缩包，用来分发、放进 U 盘
    #[command(
        help_template = TEMPLATE,
        override_usage = "shouce package [DIR] [-o OUT] [选项]",
        after_help = "压缩包里除了整个网站，还有开始页 start.html、核对页 check.html 和清单。
解压后打开 check.html，就能看出拷贝是不是完整、是不是还在有效期内（handbook.yml 的 valid-until）。
打包时说出的“核对码”可以另外印发，读者在核对页上看到的应当一样。同一份内容、同一个日期，打出的包逐字节相同。
OUT 已经存在时，只有以前打的包会被换掉，别的文件一概不动。

示例：
  shouce package                                   打成手册文件夹里的 handbook.zip
  shouce package 我的手册 -o handbook.zip
  shouce package --unit quzhou -o quzhou.zip       只打一个单位的
  shouce package --date 2026-03-01                 指定版本日期

退出码：0 成功；1 内容有错误；2 用法不对或磁盘出了问题。"
    )]
    Package(PackageArgs),
    /// 把现成的文字、网页、Word 文件变成制度页面
    #[command(
        help_template = TEMPLATE,
        override_usage = "shouce import FILE… -o DIR [选项]",
        after_help = "能读：纯文本和 Markdown（UTF-8、GB18030、UTF-16 自动辨认）、保存下来的网页、Word 和 WPS 的 .docx。
旧的 .doc 请先在 Word 或 WPS 里另存为 .docx。文件写成 - 就从标准输入读粘贴的文字。

正文一字不改；网页导航、页脚、目录、重复的文字等会略去，每处在 .kanwu.txt（勘误）里有一行。
不同意的，把那一行的 [x] 改成 [ ]，再用同样的命令加 --force 导入一次，那一处就照原样保留。
编号的错漏只报告，不改。一个文件里有几份制度就分成几页。

示例：
  shouce import 值班制度.docx -o 我的手册           写进手册的 content/regulations/
  shouce import 网页.html 通知.txt -o 我的手册      一次导入几个文件
  shouce import 值班制度.docx -o 我的手册 --force   看过勘误后重做，覆盖上一次的
  shouce import 值班制度.docx -o 草稿               先放到别的文件夹看看
  shouce import --format json 通知.txt              只打印结果，给别的程序读

退出码：0 全部导入；1 有文件导入不了；2 用法不对、已有同名页面或磁盘出了问题。"
    )]
    Import(ImportArgs),
    /// 把整本手册的数据交给别的程序
    #[command(
        help_template = TEMPLATE,
        override_usage = "shouce export [DIR] [--format 格式] [选项]",
        after_help = "结果写到标准输出，诊断写到标准错误。

格式：
  json    整本手册的数据（默认）；schema 是它的 JSON Schema
  csv     一张表，WPS、Excel 直接打开不乱码；用 --what 选哪一张
  ics     周期性职责的日历，手机和办公软件都能导入；原文没定周期的、发生时才做的不在里面，会另外说出来
  md      一篇制度的正文，还原成公文的样子；用 --page 选哪一篇
  gift、moodle-xml  题库，Moodle 等学习平台能导入，按单位和制度分类；排序题变成配对题
  anki    题库做成卡片，Anki 用“导入文件”读，选一种有正面、背面的笔记类型；再导入一次就更新，不会重复

示例：
  shouce export > 手册.json
  shouce export --format schema > 手册.schema.json
  shouce export --format schema --of handbook > handbook.schema.json
  shouce export 我的手册 --format csv --what duties > 职责.csv
  shouce export --format ics --unit quzhou --role operator > 职责.ics
  shouce export --format md --page qz-handover > 交接班制度.md
  shouce export --format moodle-xml --unit luoyang > 题库.xml
  shouce export --format anki --role operator > 卡片.txt"
    )]
    Export(ExportArgs),
    /// 把一叠表单打印成 PDF
    #[command(
        help_template = TEMPLATE,
        override_usage = "shouce print [DIR] --form ID [--from 日期] [--to 日期] -o 文件.pdf [选项]",
        after_help = "和打印中心的网页印的一样：每张写好日期、星期、楼层、班次和流水号。
用本机装的 Chromium、Chrome 或 Edge 排版，不联网。

示例：
  shouce print --form ly-patrol --from 2026-12-01 --to 2026-12-31 --floor 1-6层 --cover -o 十二月巡查.pdf
  shouce print --form qz-handover-record --shift 早班,中班,夜班 -o 今天交接班.pdf
  shouce print 我的手册 --form handover --from 2026-12-01 --skip-weekends --skip-holidays -o 交接班.pdf

退出码：0 成功；1 内容有错误；2 用法不对、没有浏览器或磁盘出了问题。"
    )]
    Print(PrintArgs),
    /// 说明一个诊断代码；不写代码就列出全部
    #[command(
        help_template = TEMPLATE,
        override_usage = "shouce explain [代码]",
        after_help = "示例：
  shouce explain              列出全部代码
  shouce explain mixed-style  说明一个代码"
    )]
    Explain(ExplainArgs),
}

/// Which handbook, and which part of it.
#[derive(Args, Debug)]
pub struct SourceArgs {
    /// 手册文件夹，里面有 handbook.yml；不写就是当前文件夹
    #[arg(value_name = "DIR", default_value = ".", hide_default_value = true, help_heading = "参数")]
    pub dir: PathBuf,
    /// 版本日期，例如 2026-03-01；不写就是今天
    #[arg(long, value_name = "日期", value_parser = parse_date, help_heading = "选项")]
    pub date: Option<Date>,
    /// 只要这个单位（handbook.yml 里 units 的 id）
    #[arg(long, value_name = "ID", help_heading = "选项")]
    pub unit: Option<String>,
}

/// How diagnostics are judged and shown.
#[derive(Args, Clone, Copy, Debug)]
pub struct ReportArgs {
    /// 把警告也当作错误
    #[arg(long, help_heading = "选项")]
    pub strict: bool,
    /// 诊断的样子：human 给人看（默认）、short 一行一条、json 给程序读
    #[arg(
        long,
        value_enum,
        value_name = "样子",
        default_value = "human",
        hide_default_value = true,
        hide_possible_values = true,
        help_heading = "选项"
    )]
    pub format: Format,
}

/// The look of diagnostics.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// With the source, for people.
    Human,
    /// One line each.
    Short,
    /// For programs.
    Json,
}

/// `build`.
#[derive(Args, Debug)]
pub struct BuildArgs {
    /// The handbook.
    #[command(flatten)]
    pub source: SourceArgs,
    /// 生成到这个文件夹；不写就是手册里的 public/
    #[arg(short, long, value_name = "OUT", help_heading = "选项")]
    pub out: Option<PathBuf>,
    /// 生成后用浏览器打开
    #[arg(long, help_heading = "选项")]
    pub open: bool,
    /// Diagnostics.
    #[command(flatten)]
    pub report: ReportArgs,
}

/// `diff`.
#[derive(Args, Debug)]
pub struct DiffArgs {
    /// 旧的一版：文件夹或 git 版本
    #[arg(value_name = "旧", help_heading = "参数")]
    pub old: String,
    /// 新的一版：文件夹或 git 版本
    #[arg(value_name = "新", help_heading = "参数")]
    pub new: String,
    /// 写出可以打印的条文对照表
    #[arg(short, long, value_name = "文件", help_heading = "选项")]
    pub out: Option<PathBuf>,
    /// 两个都是 git 版本时，手册所在的文件夹；不写就是当前文件夹
    #[arg(long, value_name = "DIR", default_value = ".", hide_default_value = true, help_heading = "选项")]
    pub dir: PathBuf,
    /// 样子：human 给人看（默认）、short 一行一条、json 给程序读
    #[arg(
        long,
        value_enum,
        value_name = "样子",
        default_value = "human",
        hide_default_value = true,
        hide_possible_values = true,
        help_heading = "选项"
    )]
    pub format: Format,
}

/// `review`.
#[derive(Args, Debug)]
pub struct ReviewArgs {
    /// 手册文件夹；不写就是当前文件夹
    #[arg(value_name = "DIR", default_value = ".", hide_default_value = true, help_heading = "参数")]
    pub dir: PathBuf,
    /// 记下：都核对过了
    #[arg(long, help_heading = "选项")]
    pub accept: bool,
    /// 只管这一页（表单、话术或题库的 id）
    #[arg(long, value_name = "ID", help_heading = "选项")]
    pub page: Option<String>,
}

/// `fmt`.
#[derive(Args, Debug)]
pub struct FmtArgs {
    /// 手册文件夹；不写就是当前文件夹
    #[arg(value_name = "DIR", default_value = ".", hide_default_value = true, help_heading = "参数")]
    pub dir: PathBuf,
    /// 只列出，不改
    #[arg(long, help_heading = "选项")]
    pub check: bool,
}

/// `completions`.
#[derive(Args, Debug)]
pub struct CompletionsArgs {
    /// 哪一种命令行：bash、zsh、fish、powershell、elvish
    #[arg(value_enum, value_name = "命令行", hide_possible_values = true, help_heading = "参数")]
    pub shell: clap_complete::Shell,
}

/// `package`.
#[derive(Args, Debug)]
pub struct PackageArgs {
    /// The handbook.
    #[command(flatten)]
    pub source: SourceArgs,
    /// 打包成这个文件；不写就是手册里的 handbook.zip
    #[arg(short, long, value_name = "OUT", help_heading = "选项")]
    pub out: Option<PathBuf>,
    /// Diagnostics.
    #[command(flatten)]
    pub report: ReportArgs,
}

/// `check`.
#[derive(Args, Debug)]
pub struct CheckArgs {
    /// The handbook.
    #[command(flatten)]
    pub source: SourceArgs,
    /// 列出收录清单的每一份、每一条有没有表单、职责、话术、题目
    #[arg(long, help_heading = "选项")]
    pub coverage: bool,
    /// Diagnostics.
    #[command(flatten)]
    pub report: ReportArgs,
}

/// `serve`.
#[derive(Args, Debug)]
pub struct ServeArgs {
    /// The handbook.
    #[command(flatten)]
    pub source: SourceArgs,
    /// 端口；不写就从 8000 起找一个空的，0 表示随便哪个
    #[arg(long, value_name = "端口", help_heading = "选项")]
    pub port: Option<u16>,
    /// 打开浏览器
    #[arg(long, help_heading = "选项")]
    pub open: bool,
}

/// `init`.
#[derive(Args, Debug)]
pub struct InitArgs {
    /// 新手册的文件夹，必须不存在或是空的
    #[arg(value_name = "DIR", help_heading = "参数")]
    pub dir: PathBuf,
}

/// `new`.
#[derive(Args, Debug)]
pub struct NewArgs {
    /// 页面种类：regulation、script、form、quiz、page
    #[arg(value_enum, value_name = "种类", hide_possible_values = true, help_heading = "参数")]
    pub kind: NewKind,
    /// 页面标题
    #[arg(value_name = "标题", help_heading = "参数")]
    pub title: String,
    /// 页面的 id，决定网址：小写英文、数字和连字符；不写就由标题的拼音推出
    #[arg(long, value_name = "ID", help_heading = "选项")]
    pub id: Option<String>,
    /// 页面属于哪个单位
    #[arg(long, value_name = "ID", help_heading = "选项")]
    pub unit: Option<String>,
    /// 手册文件夹；不写就是当前文件夹
    #[arg(value_name = "DIR", default_value = ".", hide_default_value = true, help_heading = "参数")]
    pub dir: PathBuf,
}

/// The kinds of page `new` can write.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum NewKind {
    /// 制度
    Regulation,
    /// 话术
    Script,
    /// 表单
    Form,
    /// 题库
    Quiz,
    /// 说明页
    Page,
}

/// `import`.
#[derive(Args, Debug)]
pub struct ImportArgs {
    /// 要导入的文件：.txt、.md、.html、.docx；可以写几个
    #[arg(value_name = "FILE", required = true, num_args = 1.., help_heading = "参数")]
    pub files: Vec<PathBuf>,
    /// 写到这里：手册文件夹（写进它的 content/regulations/），或任意文件夹
    #[arg(short, long, value_name = "DIR", help_heading = "选项")]
    pub out: Option<PathBuf>,
    /// 页面属于哪个单位（handbook.yml 里 units 的 id）
    #[arg(long, value_name = "ID", help_heading = "选项")]
    pub unit: Option<String>,
    /// 已有的页面也覆盖
    #[arg(long, help_heading = "选项")]
    pub force: bool,
    /// 结果的样子：human 写成页面（默认）、json 只打印给程序读
    #[arg(
        long,
        value_enum,
        value_name = "样子",
        default_value = "human",
        hide_default_value = true,
        hide_possible_values = true,
        help_heading = "选项"
    )]
    pub format: ImportFormat,
}

/// What `import` gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ImportFormat {
    /// Pages, and a summary for people.
    Human,
    /// A record for programs.
    Json,
}

/// `export`.
#[derive(Args, Debug)]
pub struct ExportArgs {
    /// The handbook.
    #[command(flatten)]
    pub source: SourceArgs,
    /// 格式：json（默认）、schema、csv、ics、md、gift、moodle-xml、anki
    #[arg(
        long,
        value_enum,
        value_name = "格式",
        default_value = "json",
        hide_default_value = true,
        hide_possible_values = true,
        help_heading = "选项"
    )]
    pub format: ExportFormat,
    /// csv 的哪一张表：clauses 条款（默认）、duties 职责、forms 表单、scripts 话术、questions 题目
    #[arg(
        long,
        value_enum,
        value_name = "表",
        default_value = "clauses",
        hide_default_value = true,
        hide_possible_values = true,
        help_heading = "选项"
    )]
    pub what: ExportTable,
    /// schema 是哪一种：export 导出的数据（默认）、handbook、local 两个设置文件、regulation、script、form、quiz、page 各种页面的文件头
    #[arg(
        long,
        value_name = "名字",
        value_parser = parse_schema,
        default_value = "export",
        hide_default_value = true,
        help_heading = "选项"
    )]
    pub of: String,
    /// ics 只要这个岗位的职责，gift、moodle-xml、anki 只要这个岗位的题目（handbook.yml 里 roles 的 id）
    #[arg(long, value_name = "ID", help_heading = "选项")]
    pub role: Option<String>,
    /// md 要哪一篇制度（页面的 id）
    #[arg(long, value_name = "ID", help_heading = "选项")]
    pub page: Option<String>,
}

/// The tables `export --format csv` can write.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum ExportTable {
    /// Clauses.
    Clauses,
    /// Duties.
    Duties,
    /// Rows of forms.
    Forms,
    /// What is said.
    Scripts,
    /// Questions.
    Questions,
}

/// What `export` writes.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum ExportFormat {
    /// The whole model as JSON.
    Json,
    /// The JSON Schema of that.
    Schema,
    /// One table for a spreadsheet.
    Csv,
    /// A calendar of duties that recur.
    Ics,
    /// One regulation as plain text.
    Md,
    /// The question bank as GIFT.
    Gift,
    /// The question bank as Moodle's XML.
    MoodleXml,
    /// The question bank as cards for Anki.
    Anki,
}

/// `print`.
#[derive(Args, Debug)]
pub struct PrintArgs {
    /// The handbook.
    #[command(flatten)]
    pub source: SourceArgs,
    /// 表单的 id，可以写几个：--form a,b
    #[arg(long = "form", value_name = "ID", required = true, value_delimiter = ',', help_heading = "选项")]
    pub forms: Vec<String>,
    /// 从哪一天，例如 2026-12-01；不写就是今天
    #[arg(long, value_name = "日期", value_parser = parse_date, help_heading = "选项")]
    pub from: Option<Date>,
    /// 到哪一天；不写就是同一天
    #[arg(long, value_name = "日期", value_parser = parse_date, help_heading = "选项")]
    pub to: Option<Date>,
    /// 楼层，例如 1-6层 或 大厅,二楼；不写就用 local.yml 的
    #[arg(long = "floor", value_name = "楼层", value_delimiter = ',', help_heading = "选项")]
    pub floors: Vec<String>,
    /// 班次，例如 早班,夜班；不写就用 local.yml 的
    #[arg(long = "shift", value_name = "班次", value_delimiter = ',', help_heading = "选项")]
    pub shifts: Vec<String>,
    /// 每样几份
    #[arg(long, value_name = "份数", default_value_t = 1, hide_default_value = true, value_parser = clap::value_parser!(u32).range(1..=99), help_heading = "选项")]
    pub copies: u32,
    /// 流水号从第几份编起
    #[arg(long, value_name = "序号", default_value_t = 1, hide_default_value = true, value_parser = clap::value_parser!(u32).range(1..=999), help_heading = "选项")]
    pub start: u32,
    /// 周末不印（调休上班的照印）
    #[arg(long, help_heading = "选项")]
    pub skip_weekends: bool,
    /// 法定节假日不印
    #[arg(long, help_heading = "选项")]
    pub skip_holidays: bool,
    /// 附一份打印清单
    #[arg(long, help_heading = "选项")]
    pub cover: bool,
    /// 每份附一张续页
    #[arg(long, help_heading = "选项")]
    pub more: bool,
    /// 横放的表转到竖纸上
    #[arg(long, help_heading = "选项")]
    pub turned: bool,
    /// 按表单排列；不写就按日期
    #[arg(long, help_heading = "选项")]
    pub by_form: bool,
    /// 浏览器程序的路径；不写就自己找
    #[arg(long, value_name = "路径", help_heading = "选项")]
    pub browser: Option<PathBuf>,
    /// 生成的 PDF
    #[arg(short, long, value_name = "文件.pdf", help_heading = "选项")]
    pub out: PathBuf,
}

/// `explain`.
#[derive(Args, Debug)]
pub struct ExplainArgs {
    /// 诊断代码，例如 gap
    #[arg(value_name = "代码", help_heading = "参数")]
    pub code: Option<String>,
}

fn parse_schema(text: &str) -> Result<String, String> {
    let known = text == "export" || crate::schema::NAMES.contains(&text);
    known.then(|| text.to_owned()).ok_or_else(|| format!("可以写 export、{}", crate::schema::NAMES.join("、")))
}

fn parse_date(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "日期要写成 2026-03-01 的样子，并且真有这一天".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_definition_holds_together() {
        Cli::command().debug_assert();
    }
}
