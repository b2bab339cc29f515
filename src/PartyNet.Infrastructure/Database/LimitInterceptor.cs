using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Diagnostics;
using PartyNet.Application.Database;

namespace PartyNet.Infrastructure.Database;

/// <summary>Called once for each shape of query, when its statement is made: limits keep their numbers (<see cref="Limits"/>).</summary>
internal sealed class LimitInterceptor : IQueryExpressionInterceptor
{
    public static LimitInterceptor Instance { get; } = new();

    public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData) =>
        Limits.InPlainOperators(queryExpression);
}
