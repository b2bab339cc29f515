using ErrorOr;
using PartyNet.Application.Members;
using PartyNet.Application.Spreadsheets;
using PartyNet.Domain.Text;

namespace PartyNet.Application.Imports;

/// <summary>A list of people, whichever its rows are.</summary>
internal interface IPeopleList
{
    /// <summary>The people in the first rows, by name and whatever else tells them apart.</summary>
    IEnumerable<(string Name, string Else)> SamplePeople();

    /// <summary>Reads further sheets of the same kind after this one.</summary>
    void Continue(IReadOnlyList<string> sheets, IReadOnlyList<Func<ImportList>> openFurther);
}

/// <summary>A list with a row for each person. Several sheets may make one together, such as one for each branch.</summary>
public abstract class PeopleList<TRow> : ImportList, IPeopleList
{
    private IReadOnlyList<Func<ImportList>> _openFurther = [];
    private IReadOnlyList<string> _furtherSheets = [];
    private PeopleList<TRow>? _further;

    private protected PeopleList(ListContext context, ListHeader header, Fonts fonts, params IEnumerable<string?> notes)
        : base(context, header, fonts, notes)
    {
    }

    /// <summary>Without this column all people belong to the branch that a title names, or into which the list is loaded.</summary>
    public bool HasBranch => Header.Of(MemberFields.Branch.Column).Count > 0;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Sheets => [Sheet, .. _furtherSheets];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Notes
    {
        get
        {
            var sections = Sections(isOneOfSeveral: Sheets.Count > 1);
            foreach (var row in RowsOfSample().Where(IsTitle))
                sections.Begin(row);
            return [.. base.Notes, .. new[] { sections.Note, CaseNote }.OfType<string>()];
        }
    }

    /// <summary>Names in capitals are kept as names are written, which is said once.</summary>
    private string? CaseNote => RowsOfSample().Where(IsEntry).Select(row => WrittenName.Read(Cells(row).Name()).Name)
        .Where(name => name.Contains(' ', StringComparison.Ordinal) && VietnameseText.ToNameCase(name) != name)
        .Select(name => "Họ và tên viết toàn chữ hoa hoặc toàn chữ thường thì ghi hoa chữ cái đầu mỗi từ, "
            + $"như “{VietnameseText.ToNameCase(name)}”.").FirstOrDefault();

    /// <inheritdoc/>
    public override Error? Failure => base.Failure ?? _further?.Failure;

    /// <summary>Of every sheet that is read, one after the other.</summary>
    public override IEnumerable<SampleRow> SampleRows() => _openFurther.Select(Open).Prepend(this).SelectMany(list => list.OwnSample());

    /// <summary>The people in the order of the sheets, one at a time, good and bad.</summary>
    public IEnumerable<TRow> Rows()
    {
        var several = _openFurther.Count > 0;
        foreach (var row in OwnRows(several))
            yield return several ? Place(row, Sheet, page: 0) : row;
        for (var page = 1; page <= _openFurther.Count && Failure is null; page++)
        {
            _further = Open(_openFurther[page - 1]);
            foreach (var row in _further.OwnRows(several))
                yield return Place(row, _further.Sheet, page);
            TakeSkipped(_further);
        }
    }

    IEnumerable<(string Name, string Else)> IPeopleList.SamplePeople() => SamplePeople();

    void IPeopleList.Continue(IReadOnlyList<string> sheets, IReadOnlyList<Func<ImportList>> openFurther) =>
        (_furtherSheets, _openFurther) = (sheets, openFurther);

    private protected override IReadOnlyCollection<ListColumn> Shared => MemberFields.Shared;

    private protected abstract IEnumerable<(string Name, string Else)> SamplePeople();

    private protected abstract IEnumerable<SampleRow> OwnSample();

    private protected abstract IEnumerable<TRow> OwnRows(bool isOneOfSeveral);

    /// <summary>Where rows without a branch have it from.</summary>
    /// <param name="isOneOfSeveral">Of a sheet for each branch the name is the branch's.</param>
    private protected abstract BranchSections Sections(bool isOneOfSeveral);

    /// <summary>A row that is a person.</summary>
    private protected abstract bool IsEntry(SheetRow row);

    /// <summary>A row that is nobody, but may name the branch of those below it.</summary>
    private protected abstract bool IsTitle(SheetRow row);

    /// <summary>The row as one of several sheets has it.</summary>
    private protected abstract TRow Place(TRow row, string sheet, int page);

    private static PeopleList<TRow> Open(Func<ImportList> open) => (PeopleList<TRow>)open();
}
