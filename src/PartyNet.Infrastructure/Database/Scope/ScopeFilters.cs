using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Database;
using PartyNet.Application.Members;
using PartyNet.Application.Protection;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Members;
using PartyNet.Domain.Units;

namespace PartyNet.Infrastructure.Database.Scope;

/// <summary>
/// The second enforcer: the named filter that puts the caller's range of paths into every query; row-level security says the same a third
/// time. Lists find their rows by ancestor columns: the filter only checks them, as one opaque condition from which the planner
/// neither picks an index nor multiplies estimates.
/// </summary>
internal static class ScopeFilters
{
    public static void Apply(ModelBuilder model, PartyNetDbContext context)
    {
        Filter<Member>(model, context);
        Filter<UnitStandings>(model, context);
        Filter<StandingChange>(model, context);
        Filter<UnitUsage>(model, context);
        Filter<UsageChange>(model, context);
        Filter<Placement>(model, context);
        Filter<FormerNumber>(model, context);
        Filter<ResidenceLink>(model, context);
        Filter<Declaration>(model, context);
        Filter<DeclaredAccount>(model, context);
        Filter<ProposedAccount>(model, context);
        Filter<Defect>(model, context);
        Filter<FactCorrection>(model, context);
        Filter<BlindIndex>(model, context);
    }

    private static void Filter<TEntity>(ModelBuilder model, PartyNetDbContext context)
        where TEntity : class
    {
        Expression<Func<UnitPath, bool>> inScope = path =>
            PartyNetDbContext.IsInScope(path, context.ScopeFrom, context.ScopeTo, context.ScopeRoots);
        var row = Expression.Parameter(typeof(TEntity), "row");
        var body = new Substitute(inScope.Parameters[0], Expression.Property(row, "UnitPath")).Visit(inScope.Body)!;
        model.Entity<TEntity>().HasQueryFilter(IPartyNetDb.ScopeFilter, Expression.Lambda<Func<TEntity, bool>>(body, row));
    }

    private sealed class Substitute(Expression from, Expression to) : ExpressionVisitor
    {
        public override Expression? Visit(Expression? node) => node == from ? to : base.Visit(node);
    }
}
