using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace PartyNet.Application.Imports;

/// <summary>
/// Finds rows of one file that stand for one person, or may. It remembers something of every row, whatever the length of the file, and so
/// as little as tells: some eighty bytes a row, and no text.
/// </summary>
internal sealed class RowTwins
{
    private const int None = RowIndex<long>.None;

    // Rows are counted from 0 in the order in which they come.
    private readonly Pages<SeenRow> _rows = new();
    private readonly RowIndex<long> _firstOfNumber = new();
    private readonly RowIndex<Guid> _firstOfMember = new();
    private readonly RowIndex<Guid> _lastOfName = new();
    private readonly Dictionary<Guid, int> _branches = [];
    private readonly Dictionary<int, string?> _sheets = [];

    /// <summary>The earlier row that stands for the same person, or may; remembers this one.</summary>
    /// <param name="branch">Where the row places them.</param>
    /// <param name="member">Whom the row means; null for somebody new.</param>
    /// <param name="isSure">The row's code or number says who is meant.</param>
    /// <param name="isDecided">A person has said who is meant: a name says nothing any more.</param>
    public RowPlace? Find(MemberRow row, Guid branch, Guid? member, bool isSure, bool isDecided)
    {
        var (here, twin) = (_rows.Count, None);
        foreach (var number in row.Numbers)
            Meet(ref _firstOfNumber[Packed(number)]);
        if (member is { } known)
            Meet(ref _firstOfMember[known]);

        ref var last = ref _lastOfName[Folded(NameKey.Loose(row.FullName))];
        var seen = new SeenRow(row.Number, BranchNumber(branch), row.Birth, isSure, Before: last);
        last = here;
        if (twin == None && !isDecided)
            twin = FirstNamesake(row, seen);

        _rows.Add(seen with { IsSure = isSure || isDecided || row.IsNew });
        _sheets[RowPlace.PageOf(row.Number)] = row.Sheet;
        return twin == None ? null : PlaceOf(_rows[twin].Number);

        void Meet(ref int first)
        {
            if (first == None)
                first = here;
            else if (twin == None)
                twin = first;
        }
    }

    /// <summary>The first row of the same name that nothing tells apart from this one.</summary>
    private int FirstNamesake(MemberRow row, SeenRow seen)
    {
        var first = None;
        if (row is { IsNew: true, HasNumber: true })
            return first;
        for (var at = seen.Before; at != None; at = _rows[at].Before)
        {
            if (!(row.IsNew && _rows[at].Branch != seen.Branch) && seen.MayBe(_rows[at]))
                first = at;
        }

        return first;
    }

    private RowPlace PlaceOf(int number) => new(number, _sheets[RowPlace.PageOf(number)]);

    private int BranchNumber(Guid branch)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_branches, branch, out var isThere);
        return isThere ? number : number = _branches.Count;
    }

    /// <summary>The digits and, in the highest byte, how many there are: 0012 is not 12.</summary>
    private static long Packed(string digits) => ((long)digits.Length << 56) | long.Parse(digits, CultureInfo.InvariantCulture);

    /// <summary>
    /// The half of a name's SHA-256. Among a billion names two are of one half with a chance of 1 : 10²⁰, and nobody can make two that
    /// are: so a half alone makes nobody somebody's twin, and need not be compared with the name.
    /// </summary>
    private static Guid Folded(string name)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(name.AsSpan()), hash);
        return new Guid(hash[..16]);
    }

    /// <summary>What is remembered of a row besides its numbers and its name.</summary>
    /// <param name="Branch">Branches are counted as they come.</param>
    /// <param name="Before">The row before it of the same name.</param>
    private readonly record struct SeenRow(int Number, int Branch, Birth Birth, bool IsSure, int Before)
    {
        public bool MayBe(SeenRow other) => !(IsSure && other.IsSure)
            && (Branch == other.Branch ? Birth.MayBe(other.Birth) : Birth.IsSameDay(other.Birth));
    }
}
