using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Query;
using PartyNet.Application.Access;
using PartyNet.Application.Database;
using PartyNet.Domain.Units;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Database;

public sealed class ReadersMadeOnceTests(TestDatabase database)
{
    [Fact]
    public async Task Two_askings_find_the_command_and_read_the_rows_with_the_very_same_functions()
    {
        var world = await database.NewWorldAsync();

        var (first, second) = await world.ReadAsync(
            AccessScope.Nobody, db => Task.FromResult((FunctionsOf(UnitsOf(db)), FunctionsOf(UnitsOf(db)))));

        Assert.True(first.Count >= 2, "EF keeps its functions elsewhere now.");
        Assert.All(first.Zip(second), pair => Assert.Same(pair.First, pair.Second));

        static IQueryable<Unit> UnitsOf(IPartyNetDb db) => db.Units.Where(unit => unit.Code == "a");
    }

    /// <summary>A function that takes a variable from around it is made where that is known.</summary>
    [Fact]
    public async Task What_needs_its_surroundings_is_made_there()
    {
        var world = await database.NewWorldAsync();
        var (outer, inner) = (Expression.Parameter(typeof(int)), Expression.Parameter(typeof(int)));
        var local = Expression.Variable(typeof(int));
        var block = Expression.Block(
            [local], Expression.Assign(local, Expression.Constant(3)), Expression.Invoke(Function(local), Expression.Constant(4)));
        var query = Expression.Lambda<Func<int, int[]>>(
            Expression.NewArrayInit(
                typeof(int),
                Expression.Call(Function(outer), "Invoke", null, Expression.Constant(1)),
                Expression.Call(Function(Expression.Constant(10)), "Invoke", null, Expression.Constant(2)),
                Expression.Call(Expression.Lambda<Func<int>>(block), "Invoke", null)),
            outer);

        var made = await world.ReadAsync(AccessScope.Nobody, db => Task.FromResult((Expression<Func<int, int[]>>)Processor(db)(query)));

        Assert.Equal([101, 12, 7], made.Compile()(100));
        var calls = ((NewArrayExpression)made.Body).Expressions.Cast<MethodCallExpression>().Select(call => call.Object!.NodeType);
        Assert.Equal([ExpressionType.Lambda, ExpressionType.Constant, ExpressionType.Constant], calls);

        Expression<Func<int, int>> Function(Expression other) => Expression.Lambda<Func<int, int>>(Expression.Add(inner, other), inner);
    }

    private static List<object?> FunctionsOf<T>(IQueryable<T> query)
    {
        var rows = query.Provider.Execute<IEnumerable<T>>(query.Expression);
        return
        [
            .. from field in rows.GetType().GetFields(BindingFlags.Instance | BindingFlags.NonPublic)
               where field.FieldType.IsSubclassOf(typeof(Delegate))
               select field.GetValue(rows),
        ];
    }

#pragma warning disable EF9100 // What is replaced.
    private static Func<Expression, Expression> Processor(IPartyNetDb db) =>
        query => db.Context.GetService<ILiftableConstantProcessor>().InlineConstants(query, supportsPrecompiledQuery: false);
#pragma warning restore EF9100
}
