using System.IO.Compression;
using System.Text;

namespace PartyNet.TestCommon.Spreadsheets;

/// <summary>
/// One small list of members as other programs than Excel at a desk save it, part by part with the habits of each. What is typed in is the
/// same; see <see cref="Typed"/>.
/// </summary>
public static class OtherPrograms
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";
    private const string Compatibility = "http://schemas.openxmlformats.org/markup-compatibility/2006";
    private const string Declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";

    /// <summary>The cells as they look in every one of the programs.</summary>
    public static IReadOnlyList<string[]> Typed { get; } =
    [
        ["STT", "Họ và tên", "Ngày sinh", "Số CCCD", "Số điện thoại", "Chi bộ"],
        ["1", "Nguyễn Văn An", "03/02/1960", "001060000018", "0912345678", "Chi bộ Khu 14"],
        ["2", "Trần Thị Bình", "1961", "001161000027", "0912 345 679", "Chi bộ Khu 14"],
    ];

    /// <summary>Each program by its name.</summary>
    public static IReadOnlyDictionary<string, Func<MemoryStream>> All { get; } = new Dictionary<string, Func<MemoryStream>>
    {
        ["Google Sheets"] = GoogleSheets,
        ["WPS Office"] = WpsOffice,
        ["Excel for the web"] = ExcelForTheWeb,
        ["LibreOffice"] = LibreOffice,
        ["Numbers"] = Numbers,
    };

    /// <summary>No properties, uncounted strings, the sheet as fourth relation, and numbers as 21949.0 and 1.161000027E9.</summary>
    private static MemoryStream GoogleSheets() => Zip(
        ("xl/worksheets/_rels/sheet1.xml.rels", Rels(("rId1", "drawing", "../drawings/drawing1.xml"))),
        ("xl/drawings/drawing1.xml", """<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"/>"""),
        ("xl/theme/theme1.xml", """<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Sheets"/>"""),
        ("xl/sharedStrings.xml", Strings("", "STT", "Họ và tên", "Ngày sinh", "Số CCCD", "Số điện thoại", "Chi bộ", "Nguyễn Văn An",
            "001060000018", "0912345678", "Chi bộ Khu 14", "Trần Thị Bình", "0912 345 679")),
        ("xl/styles.xml", Styles("""<numFmt numFmtId="164" formatCode="dd/mm/yyyy"/><numFmt numFmtId="165" formatCode="000000000000"/>""", 164, 165)),
        ("xl/worksheets/sheet1.xml", $"""
            {Declaration}<worksheet xmlns="{Main}" xmlns:mx="http://schemas.microsoft.com/office/mac/excel/2008/main"
              xmlns:mc="{Compatibility}" xmlns:mv="urn:schemas-microsoft-com:mac:vml" xmlns:r="{Relations}"
              xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
              xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac">
            <sheetPr><outlinePr summaryBelow="0" summaryRight="0"/></sheetPr>
            <sheetViews><sheetView workbookViewId="0"/></sheetViews>
            <sheetFormatPr customHeight="1" defaultColWidth="12.63" defaultRowHeight="15.75"/>
            <sheetData>
              <row r="1"><c r="A1" s="0" t="s"><v>0</v></c><c r="B1" s="0" t="s"><v>1</v></c><c r="C1" s="0" t="s"><v>2</v></c>
                <c r="D1" s="0" t="s"><v>3</v></c><c r="E1" s="0" t="s"><v>4</v></c><c r="F1" s="0" t="s"><v>5</v></c></row>
              <row r="2"><c r="A2" s="0"><v>1.0</v></c><c r="B2" s="0" t="s"><v>6</v></c><c r="C2" s="1"><v>21949.0</v></c>
                <c r="D2" s="0" t="s"><v>7</v></c><c r="E2" s="0" t="s"><v>8</v></c><c r="F2" s="0" t="s"><v>9</v></c></row>
              <row r="3"><c r="A3" s="0"><v>2.0</v></c><c r="B3" s="0" t="s"><v>10</v></c><c r="C3" s="0"><v>1961.0</v></c>
                <c r="D3" s="2"><v>1.161000027E9</v></c><c r="E3" s="0" t="s"><v>11</v></c><c r="F3" s="0" t="s"><v>9</v></c></row>
              <row r="4"><c r="A4" s="0"/><c r="C4" s="1"/></row><row r="1000" ht="15.75" customHeight="1"/>
            </sheetData><drawing r:id="rId1"/></worksheet>
            """),
        ("xl/workbook.xml", $"""
            {Declaration}<workbook xmlns="{Main}" xmlns:r="{Relations}"><workbookPr/>
            <sheets><sheet state="visible" name="Trang tính1" sheetId="1" r:id="rId4"/></sheets><definedNames/><calcPr/></workbook>
            """),
        ("xl/_rels/workbook.xml.rels", Rels(
            ("rId1", "theme", "theme/theme1.xml"), ("rId2", "styles", "styles.xml"), ("rId3", "sharedStrings", "sharedStrings.xml"),
            ("rId4", "worksheet", "worksheets/sheet1.xml"))),
        ("_rels/.rels", Rels(("rId1", "officeDocument", "xl/workbook.xml"))),
        ("[Content_Types].xml", ContentTypes("/xl/worksheets/sheet1.xml")));

    /// <summary>Absolute names of parts, attributes and parts of its own, pictures in cells, a sheet that only it shows.</summary>
    private static MemoryStream WpsOffice()
    {
        const string own = "http://www.wps.cn/officeDocument/2017/etCustomData";
        return Zip(
            ("[Content_Types].xml", ContentTypes("/xl/worksheets/sheet1.xml", "/xl/worksheets/sheet2.xml")),
            ("_rels/.rels", Rels(("rId1", "officeDocument", "/xl/workbook.xml"), ("rId4", "custom-properties", "/docProps/custom.xml"))),
            ("docProps/custom.xml", $"""
                {Declaration}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
                  xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">
                <property fmtid="00000000-0000-0000-0000-000000000000" pid="2" name="KSOProductBuildVer"><vt:lpwstr>1066-12.2.0</vt:lpwstr>
                </property></Properties>
                """),
            ("customXml/item1.xml", """<s:customData xmlns:s="http://www.wps.cn/officeDocument/2013/wpsCustomData"/>"""),
            ("xl/workbook.xml", $"""
                {Declaration}<workbook xmlns="{Main}" xmlns:r="{Relations}"><fileVersion appName="xl" lastEdited="3" lowestEdited="5"/>
                <workbookPr/><bookViews><workbookView windowWidth="22188" windowHeight="9060"/></bookViews>
                <sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/>
                <sheet name="WpsReserved_CellImgList" sheetId="2" state="veryHidden" r:id="rId2"/></sheets>
                <calcPr calcId="191029"/></workbook>
                """),
            ("xl/_rels/workbook.xml.rels", Rels(
                ("rId6", "customXml", "/customXml/item1.xml"),
                ("rId5", "http://www.wps.cn/officeDocument/2020/cellImage", "/xl/cellimages.xml"),
                ("rId4", "sharedStrings", "/xl/sharedStrings.xml"), ("rId3", "styles", "/xl/styles.xml"),
                ("rId2", "worksheet", "/xl/worksheets/sheet2.xml"), ("rId1", "worksheet", "/xl/worksheets/sheet1.xml"))),
            ("xl/cellimages.xml", $"""<etc:cellImages xmlns:etc="{own}"/>"""),
            ("xl/sharedStrings.xml", Strings(""" count="14" uniqueCount="11" """, "Họ và tên", "Ngày sinh", "Số CCCD", "Số điện thoại",
                "Chi bộ", "Nguyễn Văn An", "0912345678", "Chi bộ Khu 14", "Trần Thị Bình", "0912 345 679", "STT")),
            ("xl/styles.xml", Styles(
                """<numFmt numFmtId="43" formatCode="_ * #,##0.00_ ;_ * \-#,##0.00_ ;_ * &quot;-&quot;??_ ;_ @_ "/>"""
                    + """<numFmt numFmtId="176" formatCode="dd/mm/yyyy;@"/><numFmt numFmtId="177" formatCode="000000000000"/>""", 176, 177)),
            ("xl/worksheets/sheet1.xml", $"""
                {Declaration}<worksheet xmlns="{Main}" xmlns:r="{Relations}" xmlns:mc="{Compatibility}" xmlns:etc="{own}"
                  xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing">
                <sheetPr/><dimension ref="A1:F3"/>
                <sheetViews><sheetView tabSelected="1" zoomScale="115" workbookViewId="0"/></sheetViews>
                <sheetFormatPr defaultColWidth="8.88" defaultRowHeight="14.4" outlineLevelRow="2" outlineLevelCol="5"/>
                <sheetData>
                  <row r="1" s="0" customFormat="1" spans="1:6"><c r="A1" t="s"><v>10</v></c><c r="B1" t="s"><v>0</v></c>
                    <c r="C1" t="s"><v>1</v></c><c r="D1" t="s"><v>2</v></c><c r="E1" t="s"><v>3</v></c><c r="F1" t="s"><v>4</v></c></row>
                  <row r="2" spans="1:6"><c r="A2"><v>1</v></c><c r="B2" t="s"><v>5</v></c><c r="C2" s="1"><v>21949</v></c>
                    <c r="D2" t="inlineStr"><is><t>001060000018</t></is></c><c r="E2" t="s"><v>6</v></c><c r="F2" t="s"><v>7</v></c></row>
                  <row r="3" spans="1:6"><c r="A3"><v>2</v></c><c r="B3" t="s"><v>8</v></c><c r="C3"><v>1961</v></c>
                    <c r="D3" s="2"><v>1161000027</v></c><c r="E3" t="s"><v>9</v></c><c r="F3" t="s"><v>7</v></c></row>
                </sheetData>
                <autoFilter ref="A1:F3" etc:filterBottomFollowUsedRange="0"/><pageMargins left="0.75" right="0.75" top="1" bottom="1"
                  header="0.5" footer="0.5"/><headerFooter/></worksheet>
                """),
            ("xl/worksheets/sheet2.xml", $"""<worksheet xmlns="{Main}"><sheetData/></worksheet>"""));
    }

    /// <summary>Identifiers of everything, runs of letters with phonetics, comments in threads, a label of sensitivity.</summary>
    private static MemoryStream ExcelForTheWeb() => Zip(
        ("[Content_Types].xml", ContentTypes("/xl/worksheets/sheet1.xml")),
        ("_rels/.rels", Rels(
            ("rId2", "http://schemas.microsoft.com/office/2020/02/relationships/classificationlabels", "docMetadata/LabelInfo.xml"),
            ("rId1", "officeDocument", "xl/workbook.xml"))),
        ("docMetadata/LabelInfo.xml", """<clbl:labelList xmlns:clbl="http://schemas.microsoft.com/office/2020/mipLabelMetadata"/>"""),
        ("xl/workbook.xml", $"""
            {Declaration}<workbook xmlns="{Main}" xmlns:r="{Relations}" xmlns:mc="{Compatibility}" mc:Ignorable="x15 xr xr6 xr10 xr2"
              xmlns:x15="http://schemas.microsoft.com/office/spreadsheetml/2010/11/main"
              xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision"
              xmlns:xr6="http://schemas.microsoft.com/office/spreadsheetml/2016/revision6"
              xmlns:xr10="http://schemas.microsoft.com/office/spreadsheetml/2016/revision10"
              xmlns:xr2="http://schemas.microsoft.com/office/spreadsheetml/2015/revision2">
            <fileVersion appName="xl" lastEdited="7" rupBuild="28827"/><workbookPr defaultThemeVersion="202300"/>
            <xr:revisionPtr revIDLastSave="1" documentId="8_x" xr6:coauthVersionLast="47" xr10:uidLastSave="x"/>
            <mc:AlternateContent><mc:Choice Requires="x15"><x15ac:absPath url="/sites/x/" xmlns:x15ac="urn:x"/></mc:Choice></mc:AlternateContent>
            <sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets><calcPr calcId="191028"/></workbook>
            """),
        ("xl/_rels/workbook.xml.rels", Rels(
            ("rId4", "sharedStrings", "sharedStrings.xml"), ("rId1", "worksheet", "worksheets/sheet1.xml"),
            ("rId3", "styles", "styles.xml"),
            ("rId5", "http://schemas.microsoft.com/office/2017/10/relationships/person", "persons/person.xml"))),
        ("xl/persons/person.xml", """<personList xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"/>"""),
        ("xl/sharedStrings.xml", $"""
            {Declaration}<sst xmlns="{Main}" count="13" uniqueCount="4"><si><r><rPr><b/><sz val="11"/></rPr><t xml:space="preserve">Nguyễn Văn </t>
            </r><r><t>An</t></r><rPh sb="0" eb="1"><t>x</t></rPh><phoneticPr fontId="1"/></si><si><t>Chi bộ Khu 14</t><phoneticPr fontId="1"/></si>
            <si><t xml:space="preserve">Trần Thị Bình</t></si><si><t>STT</t></si></sst>
            """),
        ("xl/styles.xml", Styles("""<numFmt numFmtId="164" formatCode="000000000000"/>""", 14, 164)),
        ("xl/worksheets/sheet1.xml", $"""
            {Declaration}<worksheet xmlns="{Main}" xmlns:r="{Relations}" xmlns:mc="{Compatibility}" mc:Ignorable="x14ac xr xr2 xr3"
              xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"
              xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision"
              xmlns:xr2="http://schemas.microsoft.com/office/spreadsheetml/2015/revision2"
              xmlns:xr3="http://schemas.microsoft.com/office/spreadsheetml/2016/revision3" xr:uid="{"{00000000-0001-0000-0000-000000000000}"}">
            <dimension ref="A1:F3"/><sheetFormatPr defaultRowHeight="15" x14ac:dyDescent="0.25"/>
            <sheetData>
              <row r="1" spans="1:6" x14ac:dyDescent="0.25"><c r="A1" t="s"><v>3</v></c><c r="B1" t="str"><f>"Họ và "&amp;"tên"</f><v>Họ và tên</v></c>
                {Inline("C1", "Ngày sinh")}{Inline("D1", "Số CCCD")}{Inline("E1", "Số điện thoại")}{Inline("F1", "Chi bộ")}</row>
              <row r="2" spans="1:6" x14ac:dyDescent="0.25"><c r="A2"><v>1</v></c><c r="B2" t="s"><v>0</v></c><c r="C2" s="1"><v>21949</v></c>
                {Inline("D2", "001060000018")}{Inline("E2", "0912345678")}<c r="F2" t="s"><v>1</v></c></row>
              <row r="3" spans="1:6" x14ac:dyDescent="0.25"><c r="A3" cm="1"><f t="array" ref="A3">A2+1</f><v>2</v></c>
                <c r="B3" t="s"><v>2</v></c><c r="C3"><v>1961</v></c><c r="D3" s="2"><v>1161000027</v></c>{Inline("E3", "0912 345 679")}
                <c r="F3" t="s"><v>1</v></c></row>
            </sheetData>
            <extLst><ext uri="x" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:dataValidations/></ext></extLst>
            </worksheet>
            """));

    /// <summary>Every attribute is written out, numbers have a type, dates a language.</summary>
    private static MemoryStream LibreOffice() => Zip(
        ("_rels/.rels", Rels(("rId1", "officeDocument", "xl/workbook.xml"))),
        ("xl/_rels/workbook.xml.rels", Rels(
            ("rId1", "styles", "styles.xml"), ("rId2", "worksheet", "worksheets/sheet1.xml"),
            ("rId3", "sharedStrings", "sharedStrings.xml"))),
        ("xl/styles.xml", Styles(
            """<numFmt numFmtId="164" formatCode="General"/><numFmt numFmtId="165" formatCode="[$-42A]dd/mm/yyyy"/>"""
                + """<numFmt numFmtId="166" formatCode="000000000000"/>""", 165, 166)),
        ("xl/sharedStrings.xml", Strings(""" count="14" uniqueCount="11" """, "STT", "Họ và tên", "Ngày sinh", "Số CCCD", "Số điện thoại",
            "Chi bộ", "Nguyễn Văn An", "001060000018", "0912345678", "Chi bộ Khu 14", "Trần Thị Bình", "0912 345 679")),
        ("xl/worksheets/sheet1.xml", $"""
            {Declaration}<worksheet xmlns="{Main}" xmlns:r="{Relations}" xmlns:xdr="urn:xdr" xmlns:mc="{Compatibility}">
            <sheetPr filterMode="false"><pageSetUpPr fitToPage="false"/></sheetPr><dimension ref="A1:F3"/>
            <sheetViews><sheetView showFormulas="false" workbookViewId="0"/></sheetViews>
            <cols><col collapsed="false" customWidth="true" hidden="false" outlineLevel="0" max="6" min="1" style="0" width="11.5"/></cols>
            <sheetData>
              <row r="1" customFormat="false" ht="12.8" hidden="false" customHeight="false" outlineLevel="0" collapsed="false">
                <c r="A1" s="0" t="s"><v>0</v></c><c r="B1" s="0" t="s"><v>1</v></c><c r="C1" s="0" t="s"><v>2</v></c>
                <c r="D1" s="0" t="s"><v>3</v></c><c r="E1" s="0" t="s"><v>4</v></c><c r="F1" s="0" t="s"><v>5</v></c></row>
              <row r="2" customFormat="false" ht="12.8" hidden="false" customHeight="false" outlineLevel="0" collapsed="false">
                <c r="A2" s="0" t="n"><v>1</v></c><c r="B2" s="0" t="s"><v>6</v></c><c r="C2" s="1" t="n"><v>21949</v></c>
                <c r="D2" s="0" t="s"><v>7</v></c><c r="E2" s="0" t="s"><v>8</v></c><c r="F2" s="0" t="s"><v>9</v></c></row>
              <row r="3" customFormat="false" ht="12.8" hidden="false" customHeight="false" outlineLevel="0" collapsed="false">
                <c r="A3" s="0" t="n"><f aca="false">A2+1</f><v>2</v></c><c r="B3" s="0" t="s"><v>10</v></c><c r="C3" s="0" t="n"><v>1961</v></c>
                <c r="D3" s="2" t="n"><v>1161000027</v></c><c r="E3" s="0" t="s"><v>11</v></c>
                <c r="F3" s="0" t="str"><f aca="false">F2</f><v>Chi bộ Khu 14</v></c></row>
            </sheetData></worksheet>
            """),
        ("xl/workbook.xml", $"""
            {Declaration}<workbook xmlns="{Main}" xmlns:r="{Relations}"><fileVersion appName="Calc"/>
            <workbookPr backupFile="false" showObjects="all" date1904="false"/><workbookProtection/>
            <sheets><sheet name="Trang tính1" sheetId="1" state="visible" r:id="rId2"/></sheets>
            <calcPr iterateCount="100" refMode="A1" iterate="false" iterateDelta="0.001"/></workbook>
            """),
        ("[Content_Types].xml", ContentTypes("/xl/worksheets/sheet1.xml")));

    /// <summary>A summary of what was exported comes first, and each table begins with its name.</summary>
    private static MemoryStream Numbers() => Zip(
        ("[Content_Types].xml", ContentTypes("/xl/worksheets/sheet1.xml", "/xl/worksheets/sheet2.xml")),
        ("_rels/.rels", Rels(("rId1", "officeDocument", "xl/workbook.xml"))),
        ("xl/workbook.xml", $"""
            {Declaration}<workbook xmlns="{Main}" xmlns:r="{Relations}">
            <sheets><sheet name="Export Summary" sheetId="1" r:id="rId4"/><sheet name="Sheet 1 - Table 1" sheetId="2" r:id="rId5"/></sheets></workbook>
            """),
        ("xl/_rels/workbook.xml.rels", Rels(
            ("rId1", "sharedStrings", "sharedStrings.xml"), ("rId2", "styles", "styles.xml"),
            ("rId4", "worksheet", "worksheets/sheet1.xml"), ("rId5", "worksheet", "worksheets/sheet2.xml"))),
        ("xl/styles.xml", Styles("""<numFmt numFmtId="0" formatCode="General"/><numFmt numFmtId="59" formatCode="dd/mm/yyyy"/>""", 59, 0)),
        ("xl/sharedStrings.xml", Strings("", "Table 1", "STT", "Họ và tên", "Ngày sinh", "Số CCCD", "Số điện thoại", "Chi bộ",
            "Nguyễn Văn An", "001060000018", "0912345678", "Chi bộ Khu 14", "Trần Thị Bình", "001161000027", "0912 345 679")),
        ("xl/worksheets/sheet1.xml", $"""
            {Declaration}<worksheet xmlns="{Main}" xmlns:r="{Relations}"><sheetData>
              <row r="3">{Inline("B3", "This document was exported from Numbers. Each table was converted to an Excel worksheet.")}</row>
              <row r="7">{Inline("B7", "Numbers Sheet Name")}{Inline("C7", "Numbers Table Name")}{Inline("D7", "Excel Worksheet Name")}</row>
              <row r="9">{Inline("B9", "Sheet 1")}</row>
              <row r="10">{Inline("C10", "Table 1")}{Inline("D10", "Sheet 1 - Table 1")}</row>
            </sheetData><mergeCells count="1"><mergeCell ref="B3:D3"/></mergeCells>
            <hyperlinks><hyperlink ref="D10" location="'Sheet 1 - Table 1'!R1C1" tooltip="" display=""/></hyperlinks></worksheet>
            """),
        ("xl/worksheets/sheet2.xml", $"""
            {Declaration}<worksheet xmlns="{Main}" xmlns:r="{Relations}"><dimension ref="A1:F4"/>
            <sheetFormatPr defaultColWidth="16.3333" defaultRowHeight="19.9" customHeight="1" outlineLevelRow="0" outlineLevelCol="0"/>
            <sheetData>
              <row r="1" ht="27.65" customHeight="1"><c r="A1" t="s" s="0"><v>0</v></c><c r="B1" s="0"/><c r="F1" s="0"/></row>
              <row r="2"><c r="A2" t="s" s="0"><v>1</v></c><c r="B2" t="s" s="0"><v>2</v></c><c r="C2" t="s" s="0"><v>3</v></c>
                <c r="D2" t="s" s="0"><v>4</v></c><c r="E2" t="s" s="0"><v>5</v></c><c r="F2" t="s" s="0"><v>6</v></c></row>
              <row r="3"><c r="A3" s="0"><v>1</v></c><c r="B3" t="s" s="0"><v>7</v></c><c r="C3" s="1"><v>21949</v></c>
                <c r="D3" t="s" s="0"><v>8</v></c><c r="E3" t="s" s="0"><v>9</v></c><c r="F3" t="s" s="0"><v>10</v></c></row>
              <row r="4"><c r="A4" s="0"><v>2</v></c><c r="B4" t="s" s="0"><v>11</v></c><c r="C4" s="0"><v>1961</v></c>
                <c r="D4" t="s" s="0"><v>12</v></c><c r="E4" t="s" s="0"><v>13</v></c><c r="F4" t="s" s="0"><v>10</v></c></row>
            </sheetData><mergeCells count="1"><mergeCell ref="A1:F1"/></mergeCells></worksheet>
            """));

    private static string Inline(string cell, string text) => $"""<c r="{cell}" t="inlineStr"><is><t>{text}</t></is></c>""";

    private static string Strings(string counts, params string[] texts) =>
        $"""{Declaration}<sst xmlns="{Main}"{counts}>{string.Concat(texts.Select(text => $"<si><t>{text}</t></si>"))}</sst>""";

    /// <summary>Style 1 is of dates, 2 of numbers with zeros in front.</summary>
    private static string Styles(string formats, int date, int number) => $"""
        {Declaration}<styleSheet xmlns="{Main}"><numFmts>{formats}</numFmts><fonts count="1"><font><sz val="11"/><name val="Arial"/></font></fonts>
        <fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders>
        <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
        <cellXfs count="3"><xf numFmtId="0" xfId="0"/><xf numFmtId="{date}" xfId="0" applyNumberFormat="1"/>
        <xf numFmtId="{number}" xfId="0" applyNumberFormat="1"/></cellXfs>
        <cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles><dxfs count="0"/>
        <tableStyles count="0" defaultTableStyle="TableStyleMedium2"/></styleSheet>
        """;

    private static string Rels(params (string Id, string Type, string Target)[] relations)
    {
        var all = relations.Select(relation => $"""
            <Relationship Id="{relation.Id}" Type="{(relation.Type.Contains(':', StringComparison.Ordinal) ? "" : Relations + "/")}{relation.Type}"
              Target="{relation.Target}"/>
            """);
        return $"""{Declaration}<Relationships xmlns="{Package}/relationships">{string.Concat(all)}</Relationships>""";
    }

    private static string ContentTypes(params string[] sheets)
    {
        const string of = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
        var parts = sheets.Select(sheet => (sheet, "worksheet")).Prepend(("/xl/workbook.xml", "sheet.main"))
            .Append(("/xl/styles.xml", "styles")).Append(("/xl/sharedStrings.xml", "sharedStrings"))
            .Select(part => $"""<Override PartName="{part.Item1}" ContentType="{of}{part.Item2}+xml"/>""");
        return $"""
            {Declaration}<Types xmlns="{Package}/content-types"><Default Extension="xml" ContentType="application/xml"/>
            <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{string.Concat(parts)}</Types>
            """;
    }

    private static MemoryStream Zip(params (string Name, string Content)[] parts)
    {
        var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                using var part = archive.CreateEntry(name).Open();
                part.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        file.Position = 0;
        return file;
    }
}
