using System.Text.Json.Serialization;
using PartyNet.Application.Members;
using PartyNet.Domain.Members;
using PartyNet.Domain.Text;

namespace PartyNet.Application.Imports;

/// <summary>
/// One member as a list has them, read and normalised. Null means that the list says nothing, so an update leaves the value as it is.
/// Branches are text here: the plan looks them up in the registry. A plan keeps rows like this one, sealed.
/// </summary>
public sealed record MemberRow
{
    /// <summary>Row of the sheet, counted from 1; in further sheets see <see cref="RowPlace"/>.</summary>
    public required int Number { get; init; }

    /// <summary>Name of the sheet, where several are read.</summary>
    [JsonIgnore]
    public string? Sheet { get; init; }

    /// <summary>PartyNet's own code of the member, in a list that was exported for correction.</summary>
    public string? MemberCode { get; init; }

    /// <summary>In name case, NFC, single spaces; empty only with a problem.</summary>
    public required string FullName { get; init; }

    /// <summary>The cell of the name before titles and posts are taken off; see <see cref="CalledAs"/>.</summary>
    [JsonIgnore]
    public string NameAsWritten { get; init; } = "";

    /// <summary>The row says that it is nobody who is there, however like them: see <see cref="MemberFinder.NewPerson"/>.</summary>
    public bool IsNew { get; init; }

    public CardNumber? CardNumber { get; init; }

    /// <summary>The card of before 2025, where the row has it beside the number that took its place.</summary>
    public CardNumber? OldCardNumber { get; init; }

    public CitizenNumber? CitizenNumber { get; init; }
    public VietnamesePhoneNumber? Phone { get; init; }

    /// <summary>The day of birth; null where only the year is known.</summary>
    public DateOnly? BirthDate { get; init; }

    public int? BirthYear { get; init; }
    public DateOnly? JoinedOn { get; init; }
    public DateOnly? OfficialOn { get; init; }

    /// <summary>Name or code of the branch as written.</summary>
    public string? Branch { get; init; }

    /// <summary>
    /// What stands above a row that names no branch, nearer than <see cref="Branch"/>: a title, or the name of the sheet. It may be none.
    /// </summary>
    [JsonIgnore]
    public string? BranchAbove { get; init; }

    /// <summary>Branch at the place of residence as written; often outside this registry.</summary>
    public string? ResidenceBranch { get; init; }

    public string? Position { get; init; }
    public MemberKind? Kind { get; init; }
    public ActivityStatus? Activity { get; init; }
    public WorkStatus? WorkStatus { get; init; }

    [JsonIgnore]
    public IReadOnlyList<CellProblem> Problems { get; init; } = [];

    /// <summary>Something must be put right before this row can be loaded.</summary>
    [JsonIgnore]
    public bool IsBlocked => Problems.Any(problem => problem.Blocks);

    /// <summary>The row as one of several sheets has it.</summary>
    internal MemberRow In(string sheet, int page) => this with
    {
        Number = RowPlace.NumberOf(page, Number),
        Sheet = sheet,
        Problems = [.. Problems.Select(problem => problem with { Row = RowPlace.NumberOf(page, problem.Row), Sheet = sheet })],
    };

    /// <summary>
    /// The row with its name as the registry has it, where somebody whom it may mean is called just as it is written: Ông is a surname too,
    /// and an exported list comes back as it went out.
    /// </summary>
    internal MemberRow CalledAs(KnownMembers known)
    {
        var others = Problems.Where(problem => problem.Header != MemberFields.FullName.Column.Heading).ToList();
        // Most names are read as they are written, and nothing is said of them.
        if (FullName == NameAsWritten && others.Count == Problems.Count)
            return this;
        var cased = VietnameseText.ToNameCase(NameAsWritten);
        var name = known.WhoMayBe(this).Select(member => member.FullName).FirstOrDefault(name => name == NameAsWritten || name == cased);
        return name is null ? this : this with { FullName = name, Problems = others };
    }

    /// <summary>The row, and something more that is to be said of it.</summary>
    internal MemberRow With(ListColumn column, string found, string reason, bool blocks, bool asksWho = false) => this with
    {
        Problems = [.. Problems, new CellProblem(Number, null, column.Heading, found, reason, blocks) { AsksWho = asksWho, Sheet = Sheet }],
    };

    internal Birth Birth => new(BirthDate, BirthYear);

    internal bool HasNumber => CardNumber is not null || CitizenNumber is not null || OldCardNumber is not null;

    /// <summary>All numbers of identity in the row, each once.</summary>
    internal IEnumerable<string> Numbers
    {
        // Asked for many times of each row.
        get
        {
            var (card, citizen, old) = (CardNumber?.Value, CitizenNumber?.Value, OldCardNumber?.Value);
            if (card is not null)
                yield return card;
            if (citizen is not null && citizen != card)
                yield return citizen;
            if (old is not null && old != card && old != citizen)
                yield return old;
        }
    }
}
