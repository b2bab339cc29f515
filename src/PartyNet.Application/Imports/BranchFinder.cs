using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Database;
using PartyNet.Domain.Text;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Imports;

/// <summary>Finds the branch that a list means, by code or name, below the unit that is loaded. It never guesses between two.</summary>
public sealed class BranchFinder
{
    private readonly Dictionary<string, Unit> _byCode;
    private readonly ILookup<string, Unit> _byName;
    private readonly ILookup<string, Unit> _byFoldedName;
    private readonly Dictionary<Guid, string> _names;

    private BranchFinder(IReadOnlyList<Unit> branches)
    {
        _byCode = branches.ToDictionary(u => u.Code, StringComparer.OrdinalIgnoreCase);
        _byName = branches.ToLookup(u => Exact(u.Name));
        _byFoldedName = branches.ToLookup(u => VietnameseText.SearchKey(u.Name));
        _names = branches.ToDictionary(u => u.Id, u => u.Name);
    }

    public string NameOf(Guid branch) => _names.GetValueOrDefault(branch, "(ngoài tổ chức đang nhập)");

    public static async Task<BranchFinder> LoadAsync(IPartyNetDb db, Unit root, CancellationToken cancellationToken)
    {
        var holding = await db.UnitKinds.Where(k => k.HoldsMembers).Select(k => k.Code).ToListAsync(cancellationToken);
        return new BranchFinder(await db.Units.AsNoTracking()
            .Where(u => u.Path >= root.Path && u.Path < root.Path.RangeEnd && u.ValidTo == null && holding.Contains(u.KindCode))
            .ToListAsync(cancellationToken));
    }

    /// <summary>The branch, or null with the reason in Vietnamese.</summary>
    public (Unit? Branch, string? Reason) Find(string typed)
    {
        var text = VietnameseText.Normalize(typed);
        if (_byCode.TryGetValue(text, out var byCode))
            return (byCode, null);
        var found = _byName[Exact(text)].ToList();
        if (found.Count == 0)
            found = [.. _byFoldedName[VietnameseText.SearchKey(text)]];
        return found.Count switch
        {
            1 => (found[0], null),
            0 => (null, $"Không có chi bộ nào tên «{text}» trong tổ chức đang nhập. Kiểm tra tên, hoặc ghi mã chi bộ."),
            _ => (null, $"Có {found.Count} chi bộ cùng tên «{text}» ({string.Join(", ", found.Select(u => u.Code).Order(StringComparer.Ordinal).Take(3))}…). Ghi mã chi bộ thay cho tên."),
        };
    }

    private static string Exact(string name) => VietnameseText.NormalizeTonePlacement(name).ToUpperInvariant();
}
