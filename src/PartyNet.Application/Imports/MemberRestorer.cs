using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Application.Members;
using PartyNet.Application.Protection;
using PartyNet.Domain.Members;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Imports;

/// <summary>Takes back what an import made of members, field by field, a few statements a batch.</summary>
internal sealed class MemberRestorer(
    IPartyNetDb db, IBulkWriter bulk, IImportStore store, IRegistryRows registry, ISecrets secrets, IProcess process, Undoing undoing)
{
    private const int BatchSize = 2_000;

    /// <summary>A member whom nothing has changed since they were enrolled.</summary>
    private const int FirstVersion = 1;

    private const string OutOfReach = "Không còn thấy đồng chí này trong phạm vi của tổ chức.";

    /// <summary>False when somebody changed one of them meanwhile; then nothing may be committed.</summary>
    public async Task<bool> RestoreAsync(ImportPlan plan, CancellationToken cancellationToken)
    {
        var rows = await store.ReadCommittedAsync<MemberBefore>(plan.Id, cancellationToken);
        foreach (var row in rows)
            process.Concern(row.TargetId);
        foreach (var batch in rows.Where(row => row.Action == ImportAction.Update).Chunk(BatchSize))
        {
            if (!await ChangeBackAsync(batch, cancellationToken))
                return false;
        }

        foreach (var batch in rows.Where(row => row.Action == ImportAction.Create).Chunk(BatchSize))
            await RemoveAsync(batch, cancellationToken);
        return true;
    }

    private async Task RemoveAsync(CommittedRow<MemberBefore>[] rows, CancellationToken cancellationToken)
    {
        var ids = rows.Select(row => row.TargetId).ToList();
        var versions = await db.Members.Where(m => ids.Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => m.Version, cancellationToken);
        var used = (await registry.MembersInUseAsync(ids, cancellationToken)).ToLookup(use => use.Id, use => use.UsedIn);
        var unused = new List<Guid>();
        foreach (var (row, id) in rows.Select(row => (row.Row, row.TargetId)))
        {
            if (!versions.TryGetValue(id, out var version))
                undoing.Keep(row, OutOfReach);
            else if (used[id].Any())
                undoing.Keep(row, $"Đồng chí này {string.Join(", ", used[id].Select(InWords).Distinct())}, nên giữ lại.");
            else if (version != FirstVersion)
                undoing.Keep(row, "Thông tin của đồng chí này đã được sửa sau lần nhập, nên giữ lại.");
            else
                unused.Add(id);
        }

        await registry.RemoveMembersAsync(unused, cancellationToken);
        undoing.Remove(unused.Count);
    }

    private async Task<bool> ChangeBackAsync(CommittedRow<MemberBefore>[] rows, CancellationToken cancellationToken)
    {
        var ids = rows.Select(row => row.TargetId).ToList();
        var members = await db.Members.AsNoTracking().Where(m => ids.Contains(m.Id)).ToDictionaryAsync(m => m.Id, cancellationToken);
        var residences = await db.ResidenceLinks.AsNoTracking().Where(l => ids.Contains(l.MemberId))
            .ToDictionaryAsync(l => l.MemberId, l => l.ResidenceUnitName, cancellationToken);
        var transfers = rows.Select(row => row.Before?.Transfer).OfType<TransferBefore>().ToList();
        var begun = transfers.ConvertAll(transfer => transfer.Begun);
        var open = await db.Placements.Where(p => begun.Contains(p.Id) && p.To == null).Select(p => p.Id)
            .ToHashSetAsync(cancellationToken);
        var branches = (await registry.HoldUnitsAsync([.. transfers.Select(transfer => transfer.From).Distinct()], cancellationToken))
            .Where(branch => branch.ValidTo is null).ToDictionary(branch => branch.Id);
        var changes = new Changes();
        foreach (var row in rows)
        {
            if (row.Before is not { } before)
                undoing.Keep(row.Row, "Dữ liệu trước lần nhập không còn đọc được, nên giữ nguyên.");
            else if (!members.TryGetValue(row.TargetId, out var member))
                undoing.Keep(row.Row, OutOfReach);
            else
                ChangeBack(row.Row, before, new ListedMember(member, "", residences.GetValueOrDefault(member.Id)), open, branches, changes);
        }

        if (await bulk.UpdateAsync(changes.Members, cancellationToken) != changes.Members.Count)
            return false;
        await WriteOwnedAsync(changes, cancellationToken);
        return true;
    }

    private void ChangeBack(
        int row, MemberBefore before, ListedMember listed, HashSet<Guid> open, Dictionary<Guid, Unit> branches, Changes changes)
    {
        var member = listed.Member;
        var residence = listed.Residence;
        var later = new List<string>();
        // First the branch: what belongs to the member stands where the member does.
        if (before.Transfer is { } transfer && member.UnitId != transfer.From)
        {
            if (open.Contains(transfer.Begun) && branches.TryGetValue(transfer.From, out var branch) && listed.Transfer(branch))
                changes.Transfers.Add(transfer);
            else
                later.Add(MemberFields.Branch.Column.Heading);
        }

        foreach (var field in before.Fields)
        {
            var isBack = MemberFields.Numbers.FirstOrDefault(number => number.Column.Heading == field.Field) is { } number
                ? PutBack(number, field, member, changes)
                : PutBack(field, listed);
            if (!isBack)
                later.Add(field.Field);
        }

        if (listed.Residence != residence)
            changes.TakeResidence(member, listed.Residence);
        changes.Members.Add(member);
        if (later.Count > 0)
            undoing.Keep(row, $"Đã được sửa sau lần nhập, nên giữ nguyên: {string.Join(", ", later)}.");
        else
            undoing.Restore(1);
    }

    /// <summary>False where the field is neither what the import made of it nor what it was before.</summary>
    private static bool PutBack(FieldBefore before, ListedMember listed)
    {
        if (MemberFields.All.FirstOrDefault(field => field.Column.Heading == before.Field)?.Kept is not { } kept)
            return false;
        var now = kept.Read(listed);
        if (now != before.After)
            return now == before.Before;
        kept.PutBack(listed, before.Before);
        return true;
    }

    /// <inheritdoc cref="PutBack(FieldBefore, ListedMember)"/>
    private bool PutBack(NumberField number, FieldBefore before, Member member, Changes changes)
    {
        var now = number.Open(member, secrets, process)?.Text;
        if (now != before.After)
            return now == before.Before;
        if (before.Former is { } former)
            changes.Former.Add(former);
        if (before.Before is { } text)
        {
            changes.BlindIndexes.AddRange(number.Seal(member, text, secrets));
        }
        else
        {
            number.Hold(member, null);
            changes.Unnumbered.Add((member.Id, number.Index));
        }

        return true;
    }

    private async Task WriteOwnedAsync(Changes changes, CancellationToken cancellationToken)
    {
        await registry.TakeTransfersBackAsync(changes.Transfers, cancellationToken);
        await db.ResidenceLinks.Where(l => changes.Unhoused.Contains(l.MemberId)).ExecuteDeleteAsync(cancellationToken);
        await bulk.ReplaceAsync(changes.Residences, cancellationToken);
        foreach (var field in changes.Unnumbered.ToLookup(gone => gone.Field, gone => gone.Member))
        {
            var owners = field.ToList();
            await db.BlindIndexes.Where(b => b.Field == field.Key && owners.Contains(b.OwnerId)).ExecuteDeleteAsync(cancellationToken);
        }

        await bulk.ReplaceAsync(changes.BlindIndexes, cancellationToken);
        await db.BlindIndexes.Where(b => changes.Former.Contains(b.OwnerId)).ExecuteDeleteAsync(cancellationToken);
        await db.FormerNumbers.Where(n => changes.Former.Contains(n.Id)).ExecuteDeleteAsync(cancellationToken);
    }

    private static string InWords(string table) => table switch
    {
        "declarations" => "đã kê khai",
        "fact_corrections" => "đã đề nghị sửa thông tin",
        "users" => "đã có tài khoản đăng nhập",
        "grants" => "đã được giao vai trò",
        "activation_slips" => "đã có phiếu kích hoạt",
        _ => "đã dùng hệ thống",
    };

    /// <summary>What a batch puts back.</summary>
    private sealed class Changes
    {
        public List<Member> Members { get; } = [];
        public List<TransferBefore> Transfers { get; } = [];
        public List<ResidenceLink> Residences { get; } = [];
        public List<Guid> Unhoused { get; } = [];
        public List<BlindIndex> BlindIndexes { get; } = [];
        public List<(Guid Member, IndexedField Field)> Unnumbered { get; } = [];
        public List<Guid> Former { get; } = [];

        public void TakeResidence(Member member, string? branch)
        {
            if (branch is null)
                Unhoused.Add(member.Id);
            else
                Residences.Add(ResidenceLink.Create(member, branch, unitId: null));
        }
    }
}
