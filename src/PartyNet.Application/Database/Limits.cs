using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Query;

namespace PartyNet.Application.Database;

/// <summary>
/// Limits of lists, with the number written into the statement. Of a number that comes as a parameter the database's plan for any values
/// takes a tenth of the table, and prefers a sort of everything to a walk of 25 rows. EF writes numbers as parameters, or else makes the
/// statement anew each time it is asked; so this is an operator of its own, which <see cref="InPlainOperators"/> turns into EF's when
/// a statement is made.
/// </summary>
public static class Limits
{
    private static readonly MethodInfo First = Definition(TakeFirst);
    private static readonly MethodInfo Passed = Definition(PassFirst);
    private static readonly MethodInfo Take = Definition(Queryable.Take);
    private static readonly MethodInfo Skip = Definition(Queryable.Skip);

    /// <summary>As <see cref="Queryable.Take{T}(IQueryable{T}, int)"/>.</summary>
    public static IQueryable<T> TakeFirst<T>(this IQueryable<T> rows, [NotParameterized] int most) => Apply(First, rows, most);

    /// <summary>As <see cref="Queryable.Skip{T}(IQueryable{T}, int)"/>.</summary>
    public static IQueryable<T> PassFirst<T>(this IQueryable<T> rows, [NotParameterized] int passed) => Apply(Passed, rows, passed);

    /// <summary>The query with EF's operators in place of these.</summary>
    public static Expression InPlainOperators(Expression query) => Plain.Instance.Visit(query);

    private static MethodInfo Definition(Func<IQueryable<object>, int, IQueryable<object>> method) =>
        method.Method.GetGenericMethodDefinition();

    private static IQueryable<T> Apply<T>(MethodInfo method, IQueryable<T> rows, int number) =>
        rows.Provider.CreateQuery<T>(Expression.Call(method.MakeGenericMethod(typeof(T)), rows.Expression, Expression.Constant(number)));

    private sealed class Plain : ExpressionVisitor
    {
        public static Plain Instance { get; } = new();

        protected override Expression VisitMethodCall(MethodCallExpression node)
        {
            var visited = (MethodCallExpression)base.VisitMethodCall(node);
            if (visited.Method.DeclaringType != typeof(Limits))
                return visited;
            var method = visited.Method.GetGenericMethodDefinition() == First ? Take : Skip;
            return Expression.Call(method.MakeGenericMethod(visited.Method.GetGenericArguments()), visited.Arguments);
        }
    }
}
