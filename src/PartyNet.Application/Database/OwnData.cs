using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Protection;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Members;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Database;

/// <summary>
/// A member's own rows. They are the member's whatever unit the grants cover, so the tree filter gives way to "mine";
/// row-level security checks the same by itself.
/// </summary>
public static class OwnData
{
    /// <summary>The filter that gives way. A compiled query lifts it itself and names the member in the same breath.</summary>
    internal static readonly string[] Scope = [IPartyNetDb.ScopeFilter];

    public static IQueryable<Member> Own(this IQueryable<Member> members, AccessScope scope) =>
        members.IgnoreQueryFilters(Scope).Where(m => m.Id == scope.MemberId);

    /// <summary>The secretary of the member's branch: the help line.</summary>
    public static IQueryable<Member> HelpContact(this IQueryable<Member> members, AccessScope scope) =>
        members.IgnoreQueryFilters(Scope).Where(m => m.Id == scope.HelpContactId);

    /// <summary>The member's branch.</summary>
    public static async Task<Unit> OwnBranchAsync(this IPartyNetDb db, AccessScope scope, CancellationToken cancellationToken)
    {
        await using var read = await db.BeginReadAsync(cancellationToken);
        return await db.Units.AsNoTracking().SingleAsync(u => u.Id == scope.BranchId, cancellationToken);
    }

    public static IQueryable<Declaration> Own(this IQueryable<Declaration> declarations, AccessScope scope) =>
        declarations.IgnoreQueryFilters(Scope).Where(d => d.MemberId == scope.MemberId);

    public static IQueryable<DeclaredAccount> Own(this IQueryable<DeclaredAccount> accounts, AccessScope scope) =>
        accounts.IgnoreQueryFilters(Scope).Where(a => a.MemberId == scope.MemberId);

    public static IQueryable<ProposedAccount> Own(this IQueryable<ProposedAccount> proposals, AccessScope scope) =>
        proposals.IgnoreQueryFilters(Scope).Where(p => p.MemberId == scope.MemberId);

    public static IQueryable<Defect> Own(this IQueryable<Defect> defects, AccessScope scope) =>
        defects.IgnoreQueryFilters(Scope).Where(d => d.MemberId == scope.MemberId);

    public static IQueryable<FactCorrection> Own(this IQueryable<FactCorrection> corrections, AccessScope scope) =>
        corrections.IgnoreQueryFilters(Scope).Where(c => c.MemberId == scope.MemberId);

    public static IQueryable<BlindIndex> Own(this IQueryable<BlindIndex> indexes, AccessScope scope) =>
        indexes.IgnoreQueryFilters(Scope).Where(b => b.MemberId == scope.MemberId);

    public static IQueryable<FormerNumber> Own(this IQueryable<FormerNumber> numbers, AccessScope scope) =>
        numbers.IgnoreQueryFilters(Scope).Where(n => n.MemberId == scope.MemberId);

    public static IQueryable<DeclarationDraft> Own(this IQueryable<DeclarationDraft> drafts, AccessScope scope) =>
        drafts.Where(d => d.MemberId == scope.MemberId);

    public static IQueryable<ResidenceLink> Own(this IQueryable<ResidenceLink> links, AccessScope scope) =>
        links.IgnoreQueryFilters(Scope).Where(l => l.MemberId == scope.MemberId);
}
