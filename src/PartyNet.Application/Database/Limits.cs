using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace PartyNet.Application.Database;

/// <summary>Limits of lists.</summary>
public static class Limits
{
    /// <summary>
    /// As <see cref="Queryable.Take{T}(IQueryable{T}, int)"/>, with the number written into the statement. Of a number that comes as a
    /// parameter the database's plan for any values takes a tenth of the table, and prefers a sort of everything to a walk of 25 rows.
    /// </summary>
    public static IQueryable<T> TakeFirst<T>(this IQueryable<T> rows, int most)
    {
        Expression<Func<IQueryable<T>, IQueryable<T>>> take = all => all.Take(EF.Constant(most));
        return rows.Provider.CreateQuery<T>(new Replace(take.Parameters[0], rows.Expression).Visit(take.Body)!);
    }

    /// <summary>As <see cref="TakeFirst"/>, of the rows behind the first <paramref name="passed"/>.</summary>
    public static IQueryable<T> TakeBehind<T>(this IQueryable<T> rows, int passed, int most)
    {
        Expression<Func<IQueryable<T>, IQueryable<T>>> skip = all => all.Skip(EF.Constant(passed)).Take(EF.Constant(most));
        return rows.Provider.CreateQuery<T>(new Replace(skip.Parameters[0], rows.Expression).Visit(skip.Body)!);
    }

    private sealed class Replace(Expression from, Expression to) : ExpressionVisitor
    {
        public override Expression? Visit(Expression? node) => node == from ? to : base.Visit(node);
    }
}
