using System.Collections.ObjectModel;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage;

#pragma warning disable EF9100 // Not promised to stay; ReadersMadeOnceTests tell where a new EF goes another way.
namespace PartyNet.Infrastructure.Database;

/// <summary>
/// EF leaves the functions that find the command of a query and read its rows within the one that asks, so that each asking makes delegates
/// of them anew. What needs nothing from around it is made here, once for each shape of query (ADR 11).
/// </summary>
internal sealed class ReadersMadeOnce(
    ShapedQueryCompilingExpressionVisitorDependencies dependencies,
    RelationalShapedQueryCompilingExpressionVisitorDependencies relationalDependencies,
    RelationalCommandBuilderDependencies commandDependencies)
    : RelationalLiftableConstantProcessor(dependencies, relationalDependencies, commandDependencies)
{
    /// <summary>The last that is done to a query before it is compiled.</summary>
    public override Expression InlineConstants(Expression expression, bool supportsPrecompiledQuery)
    {
        var query = (LambdaExpression)base.InlineConstants(expression, supportsPrecompiledQuery);
        return Expression.Lambda(query.Type, new InnerFunctions().Visit(query.Body), query.Parameters);
    }

    private sealed class InnerFunctions : ExpressionVisitor
    {
        protected override Expression VisitLambda<T>(Expression<T> node)
        {
            var function = (Expression<T>)base.VisitLambda(node);
            return Surroundings.AreNeededBy(function) ? function : Expression.Constant(function.Compile(), typeof(T));
        }

        // An expression that is a value stays one.
        protected override Expression VisitUnary(UnaryExpression node) =>
            node.NodeType == ExpressionType.Quote ? node : base.VisitUnary(node);
    }

    /// <summary>Looks for variables that a function does not declare itself.</summary>
    private sealed class Surroundings : ExpressionVisitor
    {
        private readonly List<ParameterExpression> _declared = [];
        private bool _areNeeded;

        public static bool AreNeededBy(LambdaExpression function)
        {
            var looking = new Surroundings();
            looking.Visit(function);
            return looking._areNeeded;
        }

        protected override Expression VisitLambda<T>(Expression<T> node) => Within(node.Parameters, () => base.VisitLambda(node));

        protected override Expression VisitBlock(BlockExpression node) => Within(node.Variables, () => base.VisitBlock(node));

        protected override CatchBlock VisitCatchBlock(CatchBlock node) =>
            Within(node.Variable is { } caught ? new([caught]) : new([]), () => base.VisitCatchBlock(node));

        protected override Expression VisitParameter(ParameterExpression node)
        {
            _areNeeded |= !_declared.Contains(node);
            return node;
        }

        private T Within<T>(ReadOnlyCollection<ParameterExpression> declared, Func<T> visit)
        {
            var before = _declared.Count;
            _declared.AddRange(declared);
            var visited = visit();
            _declared.RemoveRange(before, declared.Count);
            return visited;
        }
    }
}

internal static class ReadersMadeOnceOption
{
    public static DbContextOptionsBuilder MakeReadersOnce(this DbContextOptionsBuilder options) =>
        options.ReplaceService<ILiftableConstantProcessor, ReadersMadeOnce>();
}
