using PartyNet.Application.Audit;
using PartyNet.Application.Imports;
using PartyNet.Application.Protection;
using PartyNet.Domain.Text;
using PartyNet.Infrastructure.Database;
using PartyNet.Infrastructure.Protection;

namespace PartyNet.Infrastructure.Imports;

/// <summary>Creates and changes members as planned: members, placements, residence links and blind indexes, a few statements a batch.</summary>
internal sealed class MemberBulkWriter(PartyNetDbContext db, SecretBox box, IProcess process)
{
    private readonly DateOnly _today = VietnamTime.Day(process.At);

    /// <summary>False when a member has changed since the plan was made.</summary>
    public async Task<bool> WriteAsync(IReadOnlyList<PlannedRow<MemberTarget>> rows, CancellationToken cancellationToken)
    {
        foreach (var batch in rows.Where(r => r.Action == ImportAction.Create).Select(r => r.Target!).Chunk(BulkStatement.BatchSize))
        {
            await InsertAsync(batch, cancellationToken);
            await WriteOwnedAsync(batch, cancellationToken);
        }

        foreach (var batch in rows.Where(r => r.Action == ImportAction.Update).Chunk(BulkStatement.BatchSize))
        {
            if (await UpdateAsync(batch, cancellationToken) != batch.Length)
                return false;
            await WriteOwnedAsync([.. batch.Select(r => r.Target!)], cancellationToken);
        }

        foreach (var row in rows)
            process.Concern(row.Target!.MemberId);
        return true;
    }

    private Task<int> InsertAsync(MemberTarget[] batch, CancellationToken cancellationToken) => Values(
            """
            insert into registry.members (
                id, code, unit_id, unit_path, full_name, roster_key, search_key, birth_date, birth_year, kind, work_status, activity_status,
                joined_on, official_on, position, card_number, citizen_number, phone, declaration_state, version)
            select v.id, c.code, v.unit_id, v.unit_path, v.full_name, v.roster_key || ' ' || c.code, v.search_key, v.birth_date, v.birth_year, v.kind, v.work_status, v.activity_status,
                v.joined_on, v.official_on, v.position, v.card_number, v.citizen_number, v.phone, 0, 1
            from values_given v join unnest(@ids, @codes) c (id, code) on c.id = v.id
            """, batch)
        .With("codes", batch, t => t.Code!)
        .ExecuteAsync(db, cancellationToken);

    private Task<int> UpdateAsync(PlannedRow<MemberTarget>[] batch, CancellationToken cancellationToken) => Values(
            """
            update registry.members m set
                unit_id = v.unit_id, unit_path = v.unit_path, full_name = v.full_name, roster_key = v.roster_key || ' ' || m.code, search_key = v.search_key,
                birth_date = v.birth_date, birth_year = v.birth_year, kind = v.kind, work_status = v.work_status, activity_status = v.activity_status,
                joined_on = v.joined_on, official_on = v.official_on, position = v.position,
                card_number = coalesce(v.card_number, m.card_number), citizen_number = coalesce(v.citizen_number, m.citizen_number), phone = coalesce(v.phone, m.phone),
                version = m.version + 1
            from values_given v join unnest(@ids, @versions) c (id, version) on c.id = v.id
            where m.id = v.id and m.version = c.version
            """, [.. batch.Select(r => r.Target!)])
        .With("versions", batch, r => r.TargetVersion!.Value)
        .ExecuteAsync(db, cancellationToken);

    /// <summary>The values of a batch as a table named <c>values_given</c>.</summary>
    private BulkStatement Values(string statement, MemberTarget[] batch) => new BulkStatement(
            """
            with values_given as (
                select * from unnest(
                    @ids, @unit_ids, @unit_paths, @names, @roster_keys, @search_keys, @birth_dates, @birth_years, @kinds, @works, @activities,
                    @joined, @official, @positions, @cards, @citizens, @phones)
                as v (id, unit_id, unit_path, full_name, roster_key, search_key, birth_date, birth_year, kind, work_status, activity_status,
                    joined_on, official_on, position, card_number, citizen_number, phone))
            """ + "\n" + statement)
        .With("ids", batch, t => t.MemberId)
        .With("unit_ids", batch, t => t.BranchId)
        .With("unit_paths", batch, t => t.BranchPath)
        .With("names", batch, t => t.FullName)
        .With("roster_keys", batch, t => VietnameseText.SortKey(t.FullName))
        .With("search_keys", batch, t => VietnameseText.SearchKey(t.FullName))
        .With("birth_dates", batch, t => t.BirthDate)
        .With("birth_years", batch, t => t.BirthYear)
        .With("kinds", batch, t => (short)t.Kind)
        .With("works", batch, t => (short)t.Work)
        .With("activities", batch, t => (short)t.Activity)
        .With("joined", batch, t => t.JoinedOn)
        .With("official", batch, t => t.OfficialOn)
        .With("positions", batch, t => t.Position)
        .With("cards", batch, t => Sealed(SecretField.MemberCardNumber, t, t.CardNumber))
        .With("citizens", batch, t => Sealed(SecretField.MemberCitizenNumber, t, t.CitizenNumber))
        .With("phones", batch, t => Sealed(SecretField.MemberPhone, t, t.Phone));

    private async Task WriteOwnedAsync(MemberTarget[] batch, CancellationToken cancellationToken)
    {
        var placed = batch.Where(t => t.Code is not null || t.Moves).ToList();
        if (placed.Count > 0)
            await PlaceAsync(placed, cancellationToken);
        var living = batch.Where(t => t.ResidenceBranch is not null).ToList();
        if (living.Count > 0)
            await LinkResidencesAsync(living, cancellationToken);
        var indexes = batch.SelectMany(Indexes).ToList();
        if (indexes.Count > 0)
            await IndexAsync(indexes, cancellationToken);
    }

    private async Task PlaceAsync(List<MemberTarget> placed, CancellationToken cancellationToken)
    {
        await new BulkStatement("""update registry.placements set "to" = @today where member_id = any (@members) and "to" is null""")
            .With("today", _today)
            .With("members", placed, t => t.MemberId)
            .ExecuteAsync(db, cancellationToken);
        await new BulkStatement(
                """
                insert into registry.placements (id, member_id, unit_id, unit_path, "from", reason)
                select p.id, p.member_id, p.unit_id, p.unit_path, @today, p.reason from unnest(@ids, @members, @units, @paths, @reasons) p (id, member_id, unit_id, unit_path, reason)
                """)
            .With("today", _today)
            .With("ids", placed, _ => Guid.CreateVersion7(process.At))
            .With("members", placed, t => t.MemberId)
            .With("units", placed, t => t.BranchId)
            .With("paths", placed, t => t.BranchPath)
            .With("reasons", placed, t => t.Moves ? "Chuyển chi bộ theo danh sách nhập" : "Theo danh sách nhập")
            .ExecuteAsync(db, cancellationToken);
    }

    private Task<int> LinkResidencesAsync(List<MemberTarget> living, CancellationToken cancellationToken) => new BulkStatement(
            """
            insert into registry.residence_links (member_id, unit_path, residence_unit_name)
            select l.* from unnest(@members, @paths, @names) l
            on conflict (member_id) do update set residence_unit_name = excluded.residence_unit_name
            """)
        .With("members", living, t => t.MemberId)
        .With("paths", living, t => t.BranchPath)
        .With("names", living, t => t.ResidenceBranch!)
        .ExecuteAsync(db, cancellationToken);

    private Task<int> IndexAsync(List<(MemberTarget Target, IndexedField Field, BlindIndexValue Value)> indexes, CancellationToken cancellationToken) => new BulkStatement(
            """
            insert into registry.blind_indexes (owner_id, field, key_version, digest, member_id, unit_path)
            select i.member_id, i.field, i.key_version, i.digest, i.member_id, i.unit_path
            from unnest(@members, @fields, @key_versions, @digests, @paths) i (member_id, field, key_version, digest, unit_path)
            on conflict (owner_id, field, key_version) do update set digest = excluded.digest
            """)
        .With("members", indexes, i => i.Target.MemberId)
        .With("fields", indexes, i => (short)i.Field)
        .With("key_versions", indexes, i => i.Value.KeyVersion)
        .With("digests", indexes, i => i.Value.Digest)
        .With("paths", indexes, i => i.Target.BranchPath)
        .ExecuteAsync(db, cancellationToken);

    private IEnumerable<(MemberTarget, IndexedField, BlindIndexValue)> Indexes(MemberTarget target) =>
        from pair in new[] { (IndexedField.CardNumber, target.CardNumber), (IndexedField.CitizenNumber, target.CitizenNumber), (IndexedField.Phone, target.Phone) }
        where pair.Item2 is not null
        from value in box.Index(pair.Item1, pair.Item2)
        select (target, pair.Item1, value);

    private byte[]? Sealed(SecretField field, MemberTarget target, string? value) => value is null ? null : box.Seal(field, target.MemberId, value);
}
