using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Database;

/// <summary>
/// A list that is composed of parts, compiled once for each of its shapes: level, direction, length of a page. It is composed of
/// stand-ins, and where one of them is found in the expression, each request puts its own value. So the list must be composed of nothing
/// but its shape and what it is asked with (a static function sees to that), and of these values as they are: what is worked out from
/// one while composing would stay as it is.
/// </summary>
/// <param name="compose">Composes the list of the shape, and of the values that it is asked with.</param>
internal sealed class ComposedQuery<TShape, TRow>(Func<IPartyNetDb, TShape, Asked, IQueryable<TRow>> compose)
    where TShape : notnull
{
    private readonly ConditionalWeakTable<IModel, ConcurrentDictionary<TShape, CompiledList>> _lists = [];

    private delegate IAsyncEnumerable<TRow> CompiledList(DbContext db, Asked asked);

    /// <summary>Asks for the list, with one statement.</summary>
    public IAsyncEnumerable<TRow> On(IPartyNetDb db, TShape shape, Asked asked)
    {
        var lists = _lists.GetValue(db.Context.Model, _ => []);
        // Looked up first: a function that holds the context is made for those alone who compile.
        var list = lists.TryGetValue(shape, out var known) ? known : lists.GetOrAdd(shape, Compile(compose(db, shape, Asked.StandIns)));
        return list(db.Context, asked);
    }

    private static CompiledList Compile(IQueryable<TRow> composed)
    {
        var stands = new StandIns();
        var query = EF.CompileAsyncQuery(
            Expression.Lambda<Func<DbContext, UnitPath, UnitPath, Guid, string, Guid, string, Guid, DateTimeOffset, IQueryable<TRow>>>(
                stands.Visit(composed.Expression), [Expression.Parameter(typeof(DbContext)), .. stands.Parameters]));
        return (db, asked) => query(db, asked.From, asked.To, asked.Unit, asked.Label, asked.Me, asked.Cursor, asked.Start, asked.Now);
    }
}

/// <summary>What differs between two requests for a list of one shape. A list that does not ask for one of these leaves it out.</summary>
internal readonly record struct Asked()
{
    /// <summary>Unlike anything that is really asked with; the cursor reads as an id, and is the same in capitals.</summary>
    public static Asked StandIns { get; } = new()
    {
        From = UnitPath.FromStored("~1"),
        To = UnitPath.FromStored("~2"),
        Unit = Guid.Parse("90000000-0000-0000-0000-000000000003"),
        Label = "~3",
        Me = Guid.Parse("90000000-0000-0000-0000-000000000004"),
        Cursor = "90000000-0000-0000-0000-000000000005",
        Start = Guid.Parse("90000000-0000-0000-0000-000000000005"),
        Now = new DateTimeOffset(1, 2, 3, 4, 5, 6, TimeSpan.Zero),
    };

    public UnitPath From { get; init; }
    public UnitPath To { get; init; }

    /// <summary>The unit's id.</summary>
    public Guid Unit { get; init; }

    /// <summary>Of the unit, in the column of its level.</summary>
    public string Label { get; init; } = "";

    /// <summary>The caller; nobody's id where they are no member.</summary>
    public Guid Me { get; init; }

    /// <summary>Text of the row to begin at.</summary>
    public string Cursor { get; init; } = "";

    /// <summary>The same, where it is an id.</summary>
    public Guid Start { get; init; }

    public DateTimeOffset Now { get; init; }

    /// <summary>The cursor as part of a shape: whether there is one, in which direction, and how long the page is.</summary>
    public static PageCursor ShapeOf(PageCursor cursor) => cursor.From is null ? cursor.AtStart()
        : cursor.IsBackward ? cursor with { Before = StandIns.Cursor, After = null }
        : cursor with { After = StandIns.Cursor, Before = null };
}

/// <summary>
/// Puts parameters in the place of stand-ins. Whatever lists the expression has captured, or calls for by a function of ours, become part
/// of it first, since stand-ins may be in those.
/// </summary>
internal sealed class StandIns : ExpressionVisitor
{
    private readonly Dictionary<object, ParameterExpression> _parameters = new PropertyInfo[]
    {
        Named(nameof(Asked.From)), Named(nameof(Asked.To)), Named(nameof(Asked.Unit)), Named(nameof(Asked.Label)),
        Named(nameof(Asked.Me)), Named(nameof(Asked.Cursor)), Named(nameof(Asked.Start)), Named(nameof(Asked.Now)),
    }.ToDictionary(asked => asked.GetValue(Asked.StandIns)!, asked => Expression.Parameter(asked.PropertyType, asked.Name));

    /// <summary>In the order of <see cref="Asked"/>.</summary>
    public IEnumerable<ParameterExpression> Parameters => _parameters.Values;

    protected override Expression VisitMember(MemberExpression node) =>
        TryEvaluate(node, out var value) && Replace(node, value) is { } replaced ? replaced : base.VisitMember(node);

    protected override Expression VisitMethodCall(MethodCallExpression node) =>
        node.Method.DeclaringType!.Namespace!.StartsWith(nameof(PartyNet), StringComparison.Ordinal)
        && TryEvaluate(node, out var value) && Replace(node, value) is { } replaced
            ? replaced
            : base.VisitMethodCall(node);

    protected override Expression VisitExtension(Expression node) =>
        node is QueryRootExpression root ? root.DetachQueryProvider() : base.VisitExtension(node);

    private Expression? Replace(Expression node, object? value) => value switch
    {
        IQueryable list => Visit(list.Expression),
        not null when _parameters.TryGetValue(value, out var parameter) =>
            parameter.Type == node.Type ? parameter : Expression.Convert(parameter, node.Type),
        _ => null,
    };

    private static bool TryEvaluate(Expression? node, out object? value)
    {
        switch (node)
        {
            case null:
                value = null;
                return true;
            case ConstantExpression constant:
                value = constant.Value;
                return true;
            case MemberExpression { Member: var member, Expression: var of } when TryEvaluate(of, out var owner):
                value = member is FieldInfo field ? field.GetValue(owner) : ((PropertyInfo)member).GetValue(owner);
                return true;
            case MethodCallExpression call when TryEvaluate(call.Object, out var target):
                var arguments = new object?[call.Arguments.Count];
                value = null;
                for (var i = 0; i < arguments.Length; i++)
                {
                    if (!TryEvaluate(call.Arguments[i], out arguments[i]))
                        return false;
                }

                value = call.Method.Invoke(target, arguments);
                return true;
            default:
                value = null;
                return false;
        }
    }

    private static PropertyInfo Named(string name) => typeof(Asked).GetProperty(name)!;
}
