using System.Text;

namespace PartyNet.Web.Tests.Fuzz;

/// <summary>What somebody may send who wants a page to break, to say too much, or to pass something on.</summary>
/// <param name="Name">For the report; the value itself may be a megabyte.</param>
/// <param name="Encoded">As it stands in an address or a form, percent-encoded; not all of it is text.</param>
internal sealed record Hostile(string Name, string Encoded)
{
    public static Hostile Text(string name, string text) => new(name, Encode(text));

    public static Hostile Text(string text) => Text(text, text);

    /// <summary>As form encoding has it, for text that is well-formed.</summary>
    public static string Encode(string text) =>
        string.Concat(Encoding.UTF8.GetBytes(text).Select(b => char.IsAsciiLetterOrDigit((char)b) ? $"{(char)b}" : $"%{b:X2}"));
}

internal static class HostileValues
{
    /// <summary>An element that no page has; where it shows as one, something was written without being encoded.</summary>
    public const string Element = "pn-fuzz";

    /// <summary>A header that no answer has.</summary>
    public const string Header = "X-Pn-Fuzz";

    public static IReadOnlyList<Hostile> All { get; } =
    [
        // Bytes that are no text, and text that is not what it looks like.
        new("NUL", "a%00b"), new("lone surrogate", "%ED%A0%80"), new("overlong", "%C0%80"), new("no UTF-8", "%FF%FE"),
        new("cut UTF-8", "a%E1%BA"), new("percent", "%"), new("half an escape", "%zz%1"), new("controls", "%01%08%0B%1B%5B31m%7F%C2%85"),
        Hostile.Text("right to left", "nga\u202egnahc.exe"), Hostile.Text("zero width", "\u200b\u200d\ufeff"),
        Hostile.Text("decomposed", "Nguyễn Văn Đường".Normalize(NormalizationForm.FormD)),
        Hostile.Text("beyond the plane", "😀𝕏\U0010ffff"),
        Hostile.Text("marks", "e" + new string('\u0301', 500)),
        Hostile.Text("separators", "a\u2028b\u2029c"), Hostile.Text("blanks", " \t\r\n "),
        Hostile.Text("nothing", ""), Hostile.Text("unassigned", "\ufffe\uffff\u0378"), Hostile.Text("long", new string('ạ', 5000)),
        Hostile.Text("long word", new string('x', 70_000)), Hostile.Text("brackets", new string('[', 3000)),

        // Numbers, dates, ids and choices.
        Hostile.Text("0"), Hostile.Text("-1"), Hostile.Text("2147483648"), Hostile.Text("-9223372036854775809"), Hostile.Text("1e309"),
        Hostile.Text("NaN"), Hostile.Text("0x10"), Hostile.Text("٣"), Hostile.Text("1,5"), Hostile.Text("+1"),
        Hostile.Text("0001-01-01"), Hostile.Text("9999-12-31T23:59:59.9999999+14:00"), Hostile.Text("infinity"), Hostile.Text("30/02/2026"),
        Hostile.Text("00000000-0000-0000-0000-000000000000"), Hostile.Text("ffffffff-ffff-ffff-ffff-ffffffffffff"), Hostile.Text("{id}"),
        Hostile.Text("Secretary, Board"), Hostile.Text("999"), Hostile.Text("true,false"), Hostile.Text("null"),

        // Other people's languages.
        Hostile.Text("sql", "' or 1=1; select pg_sleep(0); --"), Hostile.Text("sql dollar", "$$;drop table registry.members;$$ $1 \\"),
        Hostile.Text("like", "%_%\\"), Hostile.Text("xpath", "'] | //user[name()='"), Hostile.Text("ldap", "*)(uid=*))(|(uid=*"),
        Hostile.Text("template", "{{7*7}}${7*7}@(7*7)#{7*7}<%=7*7%>{0}{1}"), Hostile.Text("pattern", "(((((a+)+)+)+)+)$[\\"),
        Hostile.Text("header", $"x\r\n{Header}: 1\r\n\r\n<{Element}>"), Hostile.Text("element", $"\"'><{Element} onclick=alert(1)>"),
        Hostile.Text("script", $"</script><{Element}>--><script>{Element}()</script>"),
        Hostile.Text("entity", $"&lt;{Element}&gt;&#60;{Element}&#62;"),
        Hostile.Text("javascript", $"javascript:alert('{Element}')"), Hostile.Text("elsewhere", "//evil.example"),
        Hostile.Text("elsewhere too", "/\\evil.example"), Hostile.Text("path", "../../../../etc/passwd"), new("dots", "..%2f..%2f%2e%2e"),
        Hostile.Text("json", "{\"a\":[1,{}]}"), Hostile.Text("formula", "=cmd|' /C calc'!A0"),
        Hostile.Text("shell", "$(touch /tmp/x)`id`|id;&"),
        Hostile.Text("xml", "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"),
    ];

    /// <summary>Those that fit into an address.</summary>
    public static IReadOnlyList<Hostile> Short { get; } = [.. All.Where(value => value.Encoded.Length < 4000)];

    /// <summary>
    /// Something hostile in every field at once, a different value in each: as many requests as there are values, and every field has met
    /// every value.
    /// </summary>
    public static IEnumerable<(string Name, Hostile Value)[]> Together(IReadOnlyList<string> names, IReadOnlyList<Hostile> values) =>
        values.Select((_, i) => names.Select((name, field) => (name, values[(i + field) % values.Count])).ToArray());

    /// <summary>
    /// Each field alone, all others as they should be, so that the value gets beyond the first check: every sixth value, for each field
    /// another sixth.
    /// </summary>
    public static IEnumerable<(string Name, Hostile Value)> Alone(IReadOnlyList<string> names, IReadOnlyList<Hostile> values) =>
        names.SelectMany((name, field) => values.Where((_, i) => (i + field) % 6 == 0).Select(value => (name, value)));

    /// <summary>Names under which fields may be sent besides their own, all of them at once, and with what.</summary>
    public static IEnumerable<string> Shapes(IEnumerable<string> fields, string value)
    {
        Func<string, string>[] shapes =
        [
            field => $"{field}={value}&{field}={value}&{field}=x", field => $"{field}[0]={value}", field => $"{field}[]={value}",
            field => $"{field}[999999999]={value}", field => $"{field}[-1].X={value}", field => $"{field}.X.Y.Z={value}",
            field => $"{field}.index=0&{field}[0]={value}", field => $"%00{field}={value}", _ => "",
            field => $"{field}{string.Concat(Enumerable.Repeat(".X", 100))}={value}", field => $"{field}{new string('[', 100)}={value}",
        ];
        return shapes.Select(shape => string.Join('&', fields.Select(shape)));
    }
}
