using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Text;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Units;

/// <summary>A kind of units was made or set; its row says how.</summary>
public sealed record UnitKindSet(string Code, bool IsNew);

/// <summary>
/// Makes a kind of units, or says how one is called and what lists call it besides, so that a list that was refused is understood.
/// Errors: a name that means another kind; units of the kind that hold members or do not; not found.
/// </summary>
public sealed class SetUnitKind(IPartyNetDb db, IProcesses processes, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.Administrator;

    /// <param name="Code">Null for a new kind, whose code is made of its name.</param>
    /// <param name="OtherNames">One on each line, or parted by semicolons.</param>
    public sealed record Command(
        Guid RequestKey, string? Code, string? Name, string? OtherNames, bool HoldsMembers, bool IsGrassroots, bool IsActive);

    /// <returns>The code of the kind.</returns>
    public async Task<ErrorOr<string>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs) is { } refusal)
            return refusal;

        var name = VietnameseText.Normalize(command.Name);
        if (VietnameseText.SearchKey(name).Length == 0)
            return Problem.At(nameof(command.Name), "Ghi tên loại tổ chức.");
        if (name.Length > UnitKind.NameLength)
            return Problem.At(nameof(command.Name), $"Tên loại tổ chức dài quá {UnitKind.NameLength} ký tự.");
        var others = string.Join("; ", NamesIn(command.OtherNames));
        if (others.Length > UnitKind.OtherNamesLength)
            return Problem.At(nameof(command.OtherNames), $"Các tên gọi khác dài quá {UnitKind.OtherNamesLength} ký tự.");

        var kind = new UnitKind(
            command.Code ?? CodeOf(name), name, command.HoldsMembers, command.IsGrassroots, Position: 0)
        {
            OtherNames = others,
            IsActive = command.IsActive,
        };
        return await processes.OnceAsync(
            RequestKey.Of(command.RequestKey, command.Code, name, others, kind.HoldsMembers, kind.IsGrassroots, kind.IsActive),
            new ProcessStart(ProcessType.UnitKindSet),
            conflict: Problem.Conflict("Có người vừa sửa loại tổ chức này. Tải lại trang."),
            process => SetAsync(process, kind, isNew: command.Code is null, cancellationToken),
            cancellationToken);
    }

    /// <summary>The names in a text, each once.</summary>
    private static IEnumerable<string> NamesIn(string? text) => (text ?? "").Split(['\n', ';'])
        .Select(VietnameseText.Normalize).Where(name => VietnameseText.SearchKey(name).Length > 0).DistinctBy(VietnameseText.SearchKey);

    private async Task<ErrorOr<string>> SetAsync(IProcess process, UnitKind kind, bool isNew, CancellationToken cancellationToken)
    {
        var rest = await db.UnitKinds.AsNoTracking().Where(k => k.Code != kind.Code || isNew).ToListAsync(cancellationToken);
        if (rest.FirstOrDefault(other => other.IsMeantBy(kind.Name)) is { } named)
            return Problem.At(nameof(Command.Name), $"Tên này là của loại “{named.Name}”.");
        foreach (var name in NamesIn(kind.OtherNames))
        {
            if (rest.FirstOrDefault(other => other.IsMeantBy(name)) is { } meant)
                return Problem.At(nameof(Command.OtherNames), $"“{name}” là tên của loại “{meant.Name}”. Bỏ tên đó ở một trong hai loại.");
        }

        var refusal = await db.SetUnitKindAsync(kind, isNew, cancellationToken);
        if (refusal is not null)
            return refusal switch
            {
                "exists" => Problem.At(nameof(Command.Name), "Đã có loại tổ chức có mã làm từ tên này. Ghi tên khác."),
                "in-use" => Problem.At(
                    nameof(Command.HoldsMembers),
                    "Đã có tổ chức thuộc loại này nên không đổi được việc có đảng viên sinh hoạt trực tiếp hay không."),
                _ => Problem.NotFound(),
            };
        process.Record(new UnitKindSet(kind.Code, isNew));
        return kind.Code;
    }

    /// <summary>As lists may write it, without diacritics.</summary>
    private static string CodeOf(string name)
    {
        var code = VietnameseText.SearchKey(name).Replace(' ', '-');
        return code.Length <= UnitKind.CodeLength ? code : code[..UnitKind.CodeLength].TrimEnd('-');
    }
}
