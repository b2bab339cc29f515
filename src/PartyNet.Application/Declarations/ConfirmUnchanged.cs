using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Database;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Declarations;

/// <summary>A declaration, and the state of it that the reviewer saw.</summary>
public sealed record SeenDeclaration(Guid Id, int Version);

/// <summary>What became of a form that confirms several.</summary>
/// <param name="Since">When the first of them was confirmed; null where none was.</param>
/// <param name="Left">Those that were not: decided by somebody else meanwhile, or with something to look at since.</param>
public sealed record ConfirmedTogether(DateTimeOffset? Since, int Confirmed, int Left);

/// <summary>
/// Confirms declarations that say nothing new, each by a decision of its own that its member reads of. What has changed since the reviewer
/// saw the list stays as it is. Errors: nothing or too many chosen; not found, where one of them lies elsewhere.
/// </summary>
public sealed class ConfirmUnchanged(IPartyNetDb db, ConfirmDeclaration confirm, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => ConfirmDeclaration.Needs;

    public sealed record Command(Unit Unit, IReadOnlyList<SeenDeclaration> Chosen, Guid RequestKey);

    public async Task<ErrorOr<ConfirmedTogether>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, command.Unit) is { } refusal)
            return refusal;
        var chosen = command.Chosen.DistinctBy(seen => seen.Id).ToList();
        if (chosen.Count == 0)
            return Problem.At(nameof(command.Chosen), "Chọn ít nhất một bản kê khai để xác nhận.");
        if (chosen.Count > UnchangedList.MostAtOnce)
            return Problem.At(nameof(command.Chosen), $"Mỗi lần xác nhận nhiều nhất {UnchangedList.MostAtOnce} bản kê khai.");

        var ids = chosen.ConvertAll(seen => seen.Id);
        if (await PlainAsync(command.Unit, ids, cancellationToken) is not { } plain)
            return Problem.NotFound();

        var confirmed = new List<Guid>();
        foreach (var seen in chosen.Where(seen => plain.Contains(seen.Id)))
        {
            var answer = await confirm.HandleAsync(
                new ConfirmDeclaration.Command(command.Unit, seen.Id, seen.Version, RequestKey.Of(command.RequestKey, seen.Id)),
                cancellationToken);
            if (!answer.IsError)
                confirmed.Add(seen.Id);
        }

        return new ConfirmedTogether(
            await FirstDecidedAsync(confirmed, cancellationToken), confirmed.Count, chosen.Count - confirmed.Count);
    }

    /// <returns>Those of them that say nothing new and show nothing to look at; null where one does not lie within the unit.</returns>
    private async Task<HashSet<Guid>?> PlainAsync(Unit unit, List<Guid> ids, CancellationToken cancellationToken)
    {
        await using var read = await db.BeginReadAsync(cancellationToken);
        var asked = db.Declarations.AsNoTracking().Within(unit).Where(d => ids.Contains(d.Id));
        var (there, unchanged, signs) = await db.TogetherAsync(
            () => asked.CountAsync(cancellationToken),
            () => asked.Where(d => d.Unchanged).Select(d => d.Id).ToListAsync(cancellationToken),
            () => SignsOfDeclarations.ReadAsync(db, asked.Select(d => d.Id), cancellationToken),
            cancellationToken);
        return there == ids.Count ? [.. unchanged.Where(id => !signs.ContainsKey(id))] : null;
    }

    private async Task<DateTimeOffset?> FirstDecidedAsync(List<Guid> confirmed, CancellationToken cancellationToken)
    {
        await using var read = await db.BeginReadAsync(cancellationToken);
        return await db.Declarations.Where(d => confirmed.Contains(d.Id)).MinAsync(d => d.DecidedAt, cancellationToken);
    }
}
