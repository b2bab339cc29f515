using System.Text.Json;
using PartyNet.Application.Imports;
using PartyNet.Application.Protection;
using PartyNet.Application.Spreadsheets;
using PartyNet.Domain.Members;

namespace PartyNet.Application.Members;

/// <summary>What a member says to be right, and why; sealed with the request.</summary>
internal sealed record ProposedFact(string Value, string Reason)
{
    public string Pack() => JsonSerializer.Serialize(this);

    public static ProposedFact Unpack(string packed) => JsonSerializer.Deserialize<ProposedFact>(packed)!;

    /// <summary>As somebody else reads it: numbers of a person are masked, as everywhere.</summary>
    public string Shown(MemberFact fact) => fact.Number() is { } number ? number.Masked(Value) : Value;
}

/// <summary>
/// A fact as a list of one line would bring it: read, checked and applied by the very rules of an import, so that a request makes of a
/// member nothing that a list could not.
/// </summary>
/// <param name="Problem">Why it cannot be, in Vietnamese; null where it can.</param>
/// <param name="Notes">What is worth a look, such as a date before another.</param>
internal sealed record FactReading(MemberFact Fact, MemberRow Row, string? Problem, IReadOnlyList<string> Notes)
{
    public static FactReading Of(MemberFact fact, Member member, string typed, DateOnly today)
    {
        // The name and the dates that are held stand beside it, so that contradictions are seen.
        var listed = new ListedMember(member, "", residence: null);
        MemberField[] beside = [MemberFields.FullName, MemberFields.Birth, MemberFields.JoinedOn, MemberFields.OfficialOn];
        var field = fact.Field();
        var line = beside.Except([field]).Select(held => (held.Column, Text: held.Words(listed) ?? ""))
            .Append((field.Column, Text: typed)).ToList();
        var header = new SheetRow(1, [.. line.Select(cell => SheetCell.OfText(cell.Column.Heading))]);
        var row = new SheetRow(2, [.. line.Select(cell => SheetCell.OfText(cell.Text))]);
        var heading = ListHeader.Find([header, row], MemberFields.Columns, new ListOptions(today))!;
        var read = new MemberRowReader(heading, Fonts.AsWritten, today).Read(row);
        var notes = read.Problems.Where(problem => !problem.Blocks).Select(problem => problem.Reason).ToList();
        return new FactReading(
            fact, read, read.Problems.FirstOrDefault(p => p.Blocks && p.Header == field.Column.Heading)?.Reason, notes);
    }

    /// <summary>As it is kept: a number in its one form, all else as it was typed.</summary>
    public string Kept(string typed) => Fact.Field() is NumberField number ? number.Given(Row) ?? typed : typed;

    /// <summary>Makes it of the member, but for a number.</summary>
    /// <returns>False where nothing becomes different.</returns>
    public bool Apply(ListedMember listed)
    {
        var field = Fact.Field();
        var before = field.Words(listed);
        field.Apply(listed, Row);
        return before != field.Words(listed);
    }

    /// <summary>Whether the number is the one that is held.</summary>
    /// <param name="held">The digests of the member's numbers.</param>
    public bool IsHeld(IReadOnlyCollection<byte[]> held, ISecrets secrets) => Fact.Field() is NumberField number
        && number.Given(Row) is { } given
        && secrets.Index(number.Index, given).Any(value => held.Any(digest => digest.AsSpan().SequenceEqual(value.Digest)));
}
