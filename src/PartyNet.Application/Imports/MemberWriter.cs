using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Application.Members;
using PartyNet.Application.Protection;
using PartyNet.Domain.Members;
using PartyNet.Domain.Text;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Imports;

/// <summary>Creates and changes members as planned, with what belongs to them, a few statements a batch.</summary>
internal sealed class MemberWriter(
    IPartyNetDb db, IBulkWriter bulk, IImportStore store, IRegistryRows registry, ISecrets secrets, IProcess process, Unit root,
    ImportPlan plan)
{
    public const int BatchSize = 2_500;

    private readonly DateOnly _today = VietnamTime.Day(process.At);

    // Put anew whenever one is added: the next rows are composed meanwhile.
    private Dictionary<Guid, Unit> _branches = [];
    private HashSet<string> _holding = [];

    private IQueryable<ImportPlanRow> Rows => db.ImportPlanRows.Changing(plan.Id);

    /// <summary>
    /// Keeps others off the branches of the plan, in one order for all, and names its members: the database knows them, however many.
    /// </summary>
    /// <returns>How many rows there are to be written.</returns>
    public async Task<int> HoldAsync(CancellationToken cancellationToken)
    {
        var rows = Rows;
        await HoldAsync(
            await db.Units.Where(u => rows.Any(r => r.UnitPath == u.Path)).Select(u => u.Id).ToListAsync(cancellationToken),
            cancellationToken);
        _holding = await db.UnitKinds.Where(kind => kind.HoldsMembers).Select(kind => kind.Code).ToHashSetAsync(cancellationToken);
        return await process.ConcernAllAsync(rows.Select(r => r.TargetId!.Value), cancellationToken);
    }

    /// <summary>What can be told of the next rows of the plan without the database: it is busy with the rows before.</summary>
    public MemberBatch Compose(IReadOnlyList<PlannedRow<MemberTarget>> rows)
    {
        var branches = _branches;
        var targets = rows.Where(row => row.Action == ImportAction.Create).Select(row => row.Target!).ToArray();
        return new MemberBatch(
            rows, targets, targets.All(target => branches.ContainsKey(target.BranchId)) ? Enrol(targets, branches) : null);
    }

    /// <summary>
    /// Writes the next rows of the plan. False when a member or a branch has changed since it was made; then nothing may be committed.
    /// </summary>
    public async Task<bool> WriteAsync(MemberBatch batch, CancellationToken cancellationToken)
    {
        var ids = batch.Rows.Select(row => row.Target!.BranchId).Distinct().ToList();
        // A branch that has moved since stands at another path than the plan has.
        await HoldAsync(ids.FindAll(id => !_branches.ContainsKey(id)), cancellationToken);
        if (!ids.TrueForAll(id => _branches.TryGetValue(id, out var branch) && branch.Path.IsWithin(root.Path)))
            return false;

        return await CreateAsync(batch, cancellationToken)
            && await ChangeAsync([.. batch.Rows.Where(row => row.Action == ImportAction.Update)], cancellationToken);
    }

    private async Task HoldAsync(List<Guid> branches, CancellationToken cancellationToken)
    {
        if (branches.Count > 0)
            _branches = _branches.Values.Concat(await registry.HoldUnitsAsync(branches, cancellationToken)).ToDictionary(unit => unit.Id);
    }

    private bool IsOpen(Guid branch) => _branches[branch].ValidTo is null && _holding.Contains(_branches[branch].KindCode);

    private async Task<bool> CreateAsync(MemberBatch batch, CancellationToken cancellationToken)
    {
        if (batch.Creates.Count == 0)
            return true;
        if (!batch.Creates.All(target => IsOpen(target.BranchId)) || await AreKnownAsync(batch.Creates, cancellationToken))
            return false;

        var changes = batch.Enrolled ?? Enrol(batch.Creates, _branches);
        await bulk.InsertAsync([changes.Members, changes.Placements, changes.Residences, changes.BlindIndexes], cancellationToken);
        return true;
    }

    private MemberChanges Enrol(IReadOnlyList<MemberTarget> targets, Dictionary<Guid, Unit> branches)
    {
        var changes = new MemberChanges();
        changes.AddRange(AllCores.Select(targets, target => Enrol(target, branches[target.BranchId])));
        return changes;
    }

    private MemberChanges Enrol(MemberTarget target, Unit branch)
    {
        var row = target.Row;
        var member = Member.Enrol(target.MemberId, target.NewCode!, branch, row.FullName, row.Kind ?? MemberKind.Full);
        var changes = new MemberChanges();
        Apply(target, new ListedMember(member, branch.Name, residence: null), changes);
        changes.Placements.Add(Placement.Open(Guid.CreateVersion7(process.At), member, _today, "Theo danh sách nhập"));
        return changes;
    }

    private async Task<bool> ChangeAsync(PlannedRow<MemberTarget>[] batch, CancellationToken cancellationToken)
    {
        if (batch.Length == 0)
            return true;

        var ids = batch.Select(row => row.Target!.MemberId).ToList();
        var members = await db.Members.AsNoTracking().Where(m => ids.Contains(m.Id)).ToDictionaryAsync(m => m.Id, cancellationToken);
        var residences = await db.ResidenceLinks.AsNoTracking().Where(l => ids.Contains(l.MemberId))
            .ToDictionaryAsync(l => l.MemberId, l => l.ResidenceUnitName, cancellationToken);
        var ended = await EndedAsync(batch, members, cancellationToken);
        var changes = new MemberChanges();
        foreach (var row in batch)
        {
            var target = row.Target!;
            if (!members.TryGetValue(target.MemberId, out var member) || member.Version != row.TargetVersion)
                return false;
            var listed = new ListedMember(member, branchName: "", residences.GetValueOrDefault(member.Id));
            var (from, transfer) = (member.UnitId, default(TransferBefore));
            if (listed.Transfer(_branches[target.BranchId]))
            {
                if (!IsOpen(target.BranchId))
                    return false;
                var begun = Placement.Open(Guid.CreateVersion7(process.At), member, _today, "Chuyển chi bộ theo danh sách nhập");
                changes.Placements.Add(begun);
                transfer = new TransferBefore(from, target.BranchId, begun.Id, [.. ended[member.Id]]);
            }

            changes.Before.Add(new(row.Row, row.Action, member.Id, new MemberBefore(Change(target, listed, changes), transfer)));
        }

        if (await bulk.UpdateAsync(changes.Members, cancellationToken) != batch.Length)
            return false;
        await CloseAsync(changes.Placements, cancellationToken);
        await bulk.InsertAsync([changes.Placements, changes.FormerNumbers], cancellationToken);
        await bulk.ReplaceAsync(changes.Residences, cancellationToken);
        await bulk.ReplaceAsync(changes.BlindIndexes, cancellationToken);
        await store.KeepBeforeAsync(plan.Id, changes.Before, cancellationToken);
        return true;
    }

    /// <summary>The placements that the transfers of a batch end.</summary>
    private async Task<ILookup<Guid, Guid>> EndedAsync(
        PlannedRow<MemberTarget>[] batch, Dictionary<Guid, Member> members, CancellationToken cancellationToken)
    {
        var moved = batch.Where(row => members.TryGetValue(row.Target!.MemberId, out var member) && member.UnitId != row.Target.BranchId)
            .Select(row => row.Target!.MemberId).ToList();
        var open = moved.Count == 0
            ? []
            : await db.Placements.Where(p => moved.Contains(p.MemberId) && p.To == null).Select(p => new { p.MemberId, p.Id })
                .ToListAsync(cancellationToken);
        return open.ToLookup(p => p.MemberId, p => p.Id);
    }

    /// <returns>What was before, field by field.</returns>
    private List<FieldBefore> Change(MemberTarget target, ListedMember listed, MemberChanges changes)
    {
        var member = listed.Member;
        var before = MemberFields.Kept.Select(field => field.Kept!.Read(listed)).ToList();
        var numbers = MemberFields.Numbers.Where(number => target.NewNumbers.Contains(number.Index))
            .Select(number => (Field: number, Before: number.Open(member, secrets, process))).ToList();
        Apply(target, listed, changes);
        var fields = MemberFields.Kept.Zip(before)
            .Select(pair => new FieldBefore(pair.First.Column.Heading, pair.Second, pair.First.Kept!.Read(listed)))
            .Where(field => field.Before != field.After).ToList();
        // A number that cannot be read any more is nothing to go back to.
        foreach (var (field, was) in numbers.Where(number => number.Before is not { Fault: not null }))
        {
            var given = field.Given(target.Row);
            var former = FormerNumbers.Keep(field, member, was?.Text, given, secrets, process.At);
            if (former is var (number, foundBy))
            {
                changes.FormerNumbers.Add(number);
                changes.BlindIndexes.AddRange(foundBy);
            }

            fields.Add(new FieldBefore(field.Column.Heading, was?.Text, given, former?.Number.Id));
        }

        return fields;
    }

    private void Apply(MemberTarget target, ListedMember listed, MemberChanges changes)
    {
        var member = listed.Member;
        var residence = listed.Residence;
        foreach (var field in MemberFields.All)
            field.Apply(listed, target.Row);
        foreach (var number in MemberFields.Numbers.Where(number => target.NewNumbers.Contains(number.Index)))
            changes.BlindIndexes.AddRange(number.Seal(member, target.Row, secrets));
        if (listed.Residence is { } named && named != residence)
            changes.Residences.Add(ResidenceLink.Create(member, named, unitId: null));
        changes.Members.Add(member);
    }

    /// <summary>Somebody has enrolled one of them since, perhaps from the same file.</summary>
    private async Task<bool> AreKnownAsync(IReadOnlyList<MemberTarget> enrolled, CancellationToken cancellationToken)
    {
        if (plan.SeesUpTo is { } seen && await registry.IsAsSeenAsync(seen, cancellationToken))
            return false;

        // Whom the plan changes, whose versions are looked at, and whom it has enrolled.
        var own = Rows;
        var finder = new MemberFinder(secrets);
        var known = await KnownMembers.FindAsync(
            db, db.Members.Where(m => !own.Any(r => r.TargetId == m.Id)),
            SoughtMembers.Of([.. enrolled.Select(target => target.Row)], secrets), [], cancellationToken);
        return enrolled.Any(target => known.WithNumberOf(target.Row).Concat(Alike(target))
            .Any(member => !target.Others.Contains(member.Member.Id)));

        IEnumerable<KnownMember> Alike(MemberTarget target)
        {
            var (member, doubt) = finder.ByName(target.Row, _branches[target.BranchId], known);
            return member is null ? doubt?.Members ?? [] : [member];
        }
    }

    /// <summary>A transfer ends the stretch in the former branch.</summary>
    private async Task CloseAsync(List<Placement> transfers, CancellationToken cancellationToken)
    {
        var moved = transfers.Select(placement => placement.MemberId).ToList();
        if (moved.Count > 0)
        {
            await db.Placements.Where(p => moved.Contains(p.MemberId) && p.To == null)
                .ExecuteUpdateAsync(set => set.SetProperty(p => p.To, _today), cancellationToken);
        }
    }
}
